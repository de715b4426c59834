/** What to do: decisions as data. */
@NullMarked
package io.evenkeel.plan;

import org.jspecify.annotations.NullMarked;
