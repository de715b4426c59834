package io.evenkeel.risk;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the hedge is spread over venues.
 *
 * @param carryHorizon funding and borrow rates are expected to last this long, and count for so long
 * @param concentrationPerYear what holding the whole NAV's worth at one venue is taken to cost, as a part of NAV per
 *     year; it grows with the square of the venue's share. Zero spreads by cost alone
 * @param capHeadroom new hedge stays this part of a cap below it, since prices move before the next decision
 * @param rebalanceGain a move of hedge between venues must earn its own cost and this part of it on top
 * @param groups venues with caps of their own together
 * @param maxLossPerProtocol most of NAV that may be lost if any one protocol goes to zero: what sits in it, and what
 *     opening its hedge elsewhere costs at worst
 * @param spareRoom part of the largest venue's hedge that the others together must have room for, in case it is closed by
 *     force; given up, and said so, where the hedge itself would not fit otherwise
 * @param carryRisk how sure the rates of carry are, and what their uncertainty is charged
 * @param standBy names of the venues that take hedge only when the others have no room for it
 */
public record SpreadLimits(
        Duration carryHorizon,
        Bps concentrationPerYear,
        Bps capHeadroom,
        Bps rebalanceGain,
        List<VenueGroup> groups,
        Optional<Bps> maxLossPerProtocol,
        Bps spareRoom,
        CarryRisk carryRisk,
        Set<String> standBy) {
    public SpreadLimits {
        groups = List.copyOf(groups);
        standBy = Set.copyOf(standBy);
        if (carryHorizon.isZero() || carryHorizon.isNegative()) {
            throw new IllegalArgumentException("carryHorizon must be positive, was " + carryHorizon);
        }
        if (capHeadroom.value() >= 5_000) {
            throw new IllegalArgumentException("capHeadroom must be below half of the cap, was " + capHeadroom);
        }
        if (groups.stream().map(VenueGroup::toString).distinct().count() < groups.size()) {
            throw new IllegalArgumentException("two groups have the same name: " + groups);
        }
    }

    /** Venues that share nothing. */
    public SpreadLimits(Duration carryHorizon, Bps concentrationPerYear, Bps capHeadroom, Bps rebalanceGain) {
        this(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                List.of(),
                Optional.empty(),
                Bps.ZERO,
                CarryRisk.NONE,
                Set.of());
    }

    public SpreadLimits withGroups(VenueGroup... others) {
        return new SpreadLimits(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                List.of(others),
                maxLossPerProtocol,
                spareRoom,
                carryRisk,
                standBy);
    }

    public SpreadLimits withMaxLossPerProtocol(Bps partOfNav) {
        return new SpreadLimits(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                groups,
                Optional.of(partOfNav),
                spareRoom,
                carryRisk,
                standBy);
    }

    public SpreadLimits withSpareRoom(Bps part) {
        return new SpreadLimits(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                groups,
                maxLossPerProtocol,
                part,
                carryRisk,
                standBy);
    }

    public SpreadLimits withCarryRisk(CarryRisk other) {
        return new SpreadLimits(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                groups,
                maxLossPerProtocol,
                spareRoom,
                other,
                standBy);
    }

    /** With these venues on stand-by, by name. */
    public SpreadLimits withStandBy(Set<String> venues) {
        return new SpreadLimits(
                carryHorizon,
                concentrationPerYear,
                capHeadroom,
                rebalanceGain,
                groups,
                maxLossPerProtocol,
                spareRoom,
                carryRisk,
                venues);
    }

    public boolean isOnStandBy(VenueId venue) {
        return standBy.contains(venue.name());
    }
}
