/**
 * Which venue carries how much: cost, carry, concentration, caps, and the collateral they share. Pure; amounts are
 * model numbers until the plan makes them exact.
 */
@NullMarked
package io.evenkeel.allocate;

import org.jspecify.annotations.NullMarked;
