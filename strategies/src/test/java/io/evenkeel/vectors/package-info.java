/** What gauges read on a chain, and that we make the same of it. */
@NullMarked
package io.evenkeel.vectors;

import org.jspecify.annotations.NullMarked;
