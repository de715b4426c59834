package io.evenkeel.keeper.journal;

import java.util.List;

/** What came of looking at every intent of a journal, the settled included. */
public sealed interface Verification {
    /**
     * Everything is as it was written.
     *
     * @param lines of the intents' stories
     */
    record Sound(long intents, long lines) implements Verification {}

    /**
     * Not everything is.
     *
     * @param faults what is wrong and where, not empty
     */
    record Faulty(long intents, long lines, List<String> faults) implements Verification {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /** It cannot be looked at, or is refused before that. */
    record Refused(String reason) implements Verification {}
}
