package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import java.time.Duration;

/**
 * How the hedge is spread over venues.
 *
 * @param carryHorizon funding and borrow rates are expected to last this long, and count for so long
 * @param concentrationPerYear what holding the whole NAV's worth at one venue is taken to cost, as a part of NAV per
 *     year; it grows with the square of the venue's share. Zero spreads by cost alone
 * @param capHeadroom new hedge stays this part of a cap below it, since prices move before the next decision
 * @param rebalanceGain a move of hedge between venues must earn its own cost and this part of it on top
 */
public record SpreadLimits(Duration carryHorizon, Bps concentrationPerYear, Bps capHeadroom, Bps rebalanceGain) {
    public SpreadLimits {
        if (carryHorizon.isZero() || carryHorizon.isNegative()) {
            throw new IllegalArgumentException("carryHorizon must be positive, was " + carryHorizon);
        }
        if (capHeadroom.value() >= 5_000) {
            throw new IllegalArgumentException("capHeadroom must be below half of the cap, was " + capHeadroom);
        }
    }
}
