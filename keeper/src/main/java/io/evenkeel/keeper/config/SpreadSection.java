package io.evenkeel.keeper.config;

import io.evenkeel.risk.CarryRisk;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.risk.VenueGroup;
import io.evenkeel.risk.VenueGroup.Kind;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The group {@code limits.spread}: its ordinary keys, and those that speak of several venues, which are optional. */
final class SpreadSection {
    private static final int MOST_GROUPS = 32;
    private static final int MOST_VENUES = 32;
    private static final Bps LEAST = new Bps(1);

    private final ConfigSection keys;

    private SpreadSection(ConfigSection keys) {
        this.keys = keys;
    }

    /** Empty when something is wrong; what it is has then been added to the problems. */
    static Optional<SpreadLimits> read(ConfigSection keys) {
        return new SpreadSection(keys).read();
    }

    private Optional<SpreadLimits> read() {
        Duration horizon = keys.duration("carryHorizon", Duration.ofMinutes(1), Duration.ofDays(365));
        Bps concentration = keys.bps("concentrationPerYear", Bps.ZERO, new Bps(1_000_000));
        Bps headroom = keys.bps("capHeadroom", Bps.ZERO, new Bps(4_999));
        Bps gain = keys.bps("rebalanceGain", Bps.ZERO, new Bps(1_000_000));
        Optional<Bps> maxLoss = optionalPart(keys, "maxLossPerProtocol");
        Bps spareRoom = optionalPart(keys, "spareRoom").orElse(Bps.ZERO);
        List<VenueGroup> groups = groups();
        CarryRisk carry = keys.optionalSection("carryRisk").map(this::carryRisk).orElse(CarryRisk.NONE);
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SpreadLimits(
                    horizon, concentration, headroom, gain, groups, maxLoss, spareRoom, carry, Set.of()));
        } catch (IllegalArgumentException refused) {
            keys.problem("groups", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private List<VenueGroup> groups() {
        List<VenueGroup> groups = new ArrayList<>();
        for (ConfigSection entry : keys.optionalSections("groups", MOST_GROUPS)) {
            String name = entry.text("name");
            Kind kind = Kind.valueOf(entry.oneOf("kind", "protocol", "oracle", "collateral", "chain")
                    .toUpperCase(Locale.ROOT));
            List<String> venues = entry.values("venues", MOST_VENUES, text -> text, "perp-v2:ETH");
            Optional<Bps> equity = optionalPart(entry, "equity");
            Optional<Bps> shorts = optionalPart(entry, "short");
            if (equity.isEmpty() && shorts.isEmpty()) {
                entry.problem("equity", "missing, and short as well: a group limits one of them or both");
            } else if (!entry.hasProblems()) {
                groups.add(new VenueGroup(name, kind, new HashSet<>(venues), equity, shorts));
            }
        }
        return groups;
    }

    private CarryRisk carryRisk(ConfigSection section) {
        double aversion = section.number("riskAversionPerQuote", 0, 1e3);
        Map<String, CarryRisk.Rate> rates = new HashMap<>();
        for (ConfigSection entry : section.sections("rates", 1, MOST_VENUES)) {
            String venue = entry.text("venue");
            double longRun = entry.fraction("longRun", -100, 100);
            double volatility = entry.fraction("volatility", 0, 1_000);
            if (rates.put(venue, new CarryRisk.Rate(longRun, volatility)) != null) {
                entry.problem("venue", "is '" + venue + "' a second time");
            }
        }
        return new CarryRisk(aversion, rates);
    }

    private static Optional<Bps> optionalPart(ConfigSection section, String key) {
        return section.optionalText(key).map(given -> section.bps(key, LEAST, Bps.WHOLE));
    }

    /** Every venue that is named here has to be one that the keeper knows. */
    static void checkNames(ConfigSection spread, SpreadLimits limits, List<String> known) {
        for (VenueGroup group : limits.groups()) {
            for (String venue : group.venues()) {
                if (!known.contains(venue)) {
                    spread.problem("groups", "'" + group.name() + "' names " + venue + ", which is no venue here");
                }
            }
        }
        for (String venue : limits.carryRisk().rates().keySet()) {
            if (!known.contains(venue)) {
                spread.problem("carryRisk", "names " + venue + ", which is no venue here");
            }
        }
    }
}
