/**
 * A short in one market of GMX v2, counted and rounded as its contracts do. An order is created now and filled by one of
 * the protocol's keepers, cancelled by it when it cannot be filled, or left; until then it counts as filled wherever that
 * is the worse of the two.
 */
@NullMarked
package io.evenkeel.margin.gmxv2;

import org.jspecify.annotations.NullMarked;
