/** Aave v3: a short as a loan of the base token that was sold. Counted and rounded as its contracts do. */
@NullMarked
package io.evenkeel.margin.aavev3;

import org.jspecify.annotations.NullMarked;
