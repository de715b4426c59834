/**
 * What can be held, as plain products: terms and amounts, exact, and nothing of the market. What they are worth and how
 * they move is said by {@code io.evenkeel.exposure} for a given market.
 */
@NullMarked
package io.evenkeel.market.position;

import org.jspecify.annotations.NullMarked;
