package io.evenkeel.market;

import io.evenkeel.units.Bps;

/**
 * How much one venue may carry, as parts of NAV. The equity cap is the loss if the protocol goes to zero.
 *
 * @param equity most equity that may sit in the protocol
 * @param shortNotional largest |delta| × price it may carry
 */
public record VenueCaps(Bps equity, Bps shortNotional) {}
