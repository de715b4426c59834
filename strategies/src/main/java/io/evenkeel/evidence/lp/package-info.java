/**
 * Hedging a liquidity range: what its gamma costs beyond the loss against rebalancing that fees have to pay, simulated
 * and over recorded prices.
 */
@NullMarked
package io.evenkeel.evidence.lp;

import org.jspecify.annotations.NullMarked;
