package io.evenkeel.risk.health;

import java.util.List;
import java.util.Optional;

/**
 * A protocol as its gauge shows it to somebody who does not trust it.
 *
 * @param traits none: the venue is not watched, or cannot be now
 */
public record VenueWatch(List<Trait> traits, List<Measure> measures) {
    public static final VenueWatch NONE = new VenueWatch(List.of(), List.of());

    /** What the contract's interface promises at most. */
    public static final int MOST_TRAITS = 64;

    public static final int MOST_MEASURES = 16;

    public VenueWatch {
        traits = List.copyOf(traits);
        measures = List.copyOf(measures);
        if (traits.size() > MOST_TRAITS || measures.size() > MOST_MEASURES) {
            throw new IllegalArgumentException(traits.size() + " traits and " + measures.size() + " measures; at most "
                    + MOST_TRAITS + " and " + MOST_MEASURES);
        }
    }

    public boolean isEmpty() {
        return traits.isEmpty();
    }

    public Optional<Trait> trait(String label) {
        return traits.stream().filter(trait -> trait.label().equals(label)).findFirst();
    }

    public Optional<Measure> measure(String label) {
        return measures.stream()
                .filter(measure -> measure.label().equals(label))
                .findFirst();
    }
}
