package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Venues that share a fate, and what they may carry together: one oracle family, one collateral token, one chain, one
 * team. What fails them all at once costs no more than their caps allow.
 *
 * @param name in the operator's words
 * @param venues names of venues, as in {@code perp-v2:ETH}
 * @param equity most equity that may sit in them together, as a part of NAV
 * @param shortNotional largest short that they may carry together, as a part of NAV
 */
public record VenueGroup(
        String name, Kind kind, Set<String> venues, Optional<Bps> equity, Optional<Bps> shortNotional) {
    /** What the venues have in common. */
    public enum Kind {
        PROTOCOL("protocol"),
        ORACLE("oracle family"),
        COLLATERAL("collateral"),
        CHAIN("chain");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public VenueGroup {
        venues = Set.copyOf(new TreeSet<>(venues));
        if (name.isBlank() || venues.isEmpty()) {
            throw new IllegalArgumentException("a group needs a name and venues, were '" + name + "' and " + venues);
        }
        if (equity.isEmpty() && shortNotional.isEmpty()) {
            throw new IllegalArgumentException("group '" + name + "' limits nothing: give it equity, short, or both");
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
