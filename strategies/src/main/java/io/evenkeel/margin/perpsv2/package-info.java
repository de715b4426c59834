/**
 * Synthetix PerpsV2, counted and rounded as its contracts do. An order commits now and is filled by somebody else within
 * half a minute, or never; until then it counts as filled wherever that is the worse of the two.
 */
@NullMarked
package io.evenkeel.margin.perpsv2;

import org.jspecify.annotations.NullMarked;
