/** What must not be exceeded, and what a snapshot says of it. Pure. */
@NullMarked
package io.evenkeel.risk;

import org.jspecify.annotations.NullMarked;
