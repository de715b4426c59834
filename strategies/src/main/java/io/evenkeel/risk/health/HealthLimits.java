package io.evenkeel.risk.health;

import io.evenkeel.units.Bps;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a protocol is suspect.
 *
 * @param maxUtilisation of what lenders have put in, or of what a side of a market may hold
 * @param maxBackstopFall since it was acknowledged, of what was there then
 * @param minBacking of what the protocol owes that must be there
 * @param maxPriceGap of what it trades at, and of its own oracle, from our oracle's price
 * @param maxUnwindCost of trading our hedge there back, or as much of it as the venue takes at once
 * @param quarantineOn which kinds of traits may not change unseen: a change of them is suspect until it is acknowledged.
 *     Without STOPPED a stop is suspect for as long as it lasts
 */
public record HealthLimits(
        Bps maxUtilisation,
        Bps maxBackstopFall,
        Bps minBacking,
        Bps maxPriceGap,
        Bps maxUnwindCost,
        Set<Trait.Kind> quarantineOn) {
    public HealthLimits {
        quarantineOn = Set.copyOf(quarantineOn);
        if (minBacking.compareTo(Bps.WHOLE) > 0) {
            throw new IllegalArgumentException("minBacking is " + minBacking + "; there is never more than is owed");
        }
    }

    /** Wide enough that a market that was paused through a fall of a tenth is no suspect when it opens again. */
    public static HealthLimits usual() {
        return new HealthLimits(
                new Bps(9_800),
                new Bps(5_000),
                new Bps(9_900),
                new Bps(2_000),
                new Bps(2_000),
                EnumSet.complementOf(EnumSet.of(Trait.Kind.STOPPED)));
    }
}
