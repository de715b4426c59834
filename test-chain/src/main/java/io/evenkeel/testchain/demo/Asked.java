package io.evenkeel.testchain.demo;

import java.util.Optional;

/** What somebody asked to see: it can be played, or there is a reason why not, in words for whoever asked. */
sealed interface Asked {
    record Playable(Scenario scenario) implements Asked {}

    record Refused(String words) implements Asked {}

    /** What of the path is played at least: a market needs two prices to move, a failure something before and after. */
    int LEAST_MINUTES = 2;

    int LEAST_MINUTES_OF_A_FAILURE = 12;

    static Asked of(
            String name, Optional<String> protocol, Optional<String> how, long seed, Optional<Integer> minutes) {
        boolean fails = name.equals(Scenario.VENUE_FAILS);
        int least = fails ? LEAST_MINUTES_OF_A_FAILURE : LEAST_MINUTES;
        int asked = minutes.orElse(least);
        if (asked < least) {
            return new Refused("--minutes " + asked + ": " + name + " takes " + least + " at least");
        }
        if (!fails) {
            if (protocol.isPresent() || how.isPresent()) {
                return new Refused("--protocol and --how go with --scenario " + Scenario.VENUE_FAILS);
            }
            return Scenario.named(name, seed, minutes)
                    .<Asked>map(Playable::new)
                    .orElseGet(() ->
                            new Refused("--scenario " + name + ": want one of " + String.join(", ", Scenario.NAMES)));
        }
        String failing = protocol.orElse("");
        String kind = how.orElse("");
        if (failing.isEmpty() || kind.isEmpty()) {
            return new Refused("--scenario " + name + " wants --protocol and --how");
        }
        return switch (VenueFailure.of(failing, kind)) {
            case VenueFailure.Outcome.Playable playable ->
                new Playable(Scenario.venueFails(playable.failure(), seed, minutes));
            case VenueFailure.Outcome.Refused refused -> new Refused(refused.words());
        };
    }
}
