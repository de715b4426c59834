package io.evenkeel.keeper.config;

import io.evenkeel.keeper.health.HealthRules;
import io.evenkeel.risk.health.HealthLimits;
import io.evenkeel.risk.health.Trait;
import io.evenkeel.units.Bps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The optional group {@code health}, each key of it optional: when a protocol is suspect, and what happens then. */
final class HealthSection {
    private HealthSection() {}

    static HealthRules read(Optional<ConfigSection> section) {
        return section.map(HealthSection::read).orElse(HealthRules.usual());
    }

    private static HealthRules read(ConfigSection keys) {
        HealthRules usual = HealthRules.usual();
        HealthLimits limits = usual.limits();
        return new HealthRules(
                new HealthLimits(
                        limit(keys, "maxUtilisation", limits.maxUtilisation(), Bps.WHOLE),
                        limit(keys, "maxBackstopFall", limits.maxBackstopFall(), Bps.WHOLE),
                        limit(keys, "minBacking", limits.minBacking(), Bps.WHOLE),
                        limit(keys, "maxPriceGap", limits.maxPriceGap(), Bps.WHOLE),
                        limit(keys, "maxUnwindCost", limits.maxUnwindCost(), Bps.WHOLE),
                        kinds(keys, limits.quarantineOn())),
                keys.holds("firstSight")
                        ? keys.oneOf("firstSight", "acknowledge", "accept").equals("accept")
                        : usual.acceptsFirstSight(),
                keys.holds("onSuspicion")
                        ? keys.oneOf("onSuspicion", "hold", "leave").equals("leave")
                        : usual.leavesSuspects());
    }

    /** Never more than is possible, also where it is refused: the limits' record must be made to go on reading. */
    private static Bps limit(ConfigSection keys, String key, Bps usual, Bps most) {
        return keys.holds(key) ? min(keys.bps(key, new Bps(1), most), most) : usual;
    }

    private static Bps min(Bps first, Bps second) {
        return first.compareTo(second) < 0 ? first : second;
    }

    private static Set<Trait.Kind> kinds(ConfigSection keys, Set<Trait.Kind> usual) {
        if (!keys.holds("quarantineOn")) {
            return usual;
        }
        List<Trait.Kind> kinds =
                keys.values("quarantineOn", Trait.Kind.values().length, HealthSection::kind, "code, control");
        return Set.copyOf(kinds);
    }

    private static Trait.Kind kind(String word) {
        return Arrays.stream(Trait.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }
}
