package io.evenkeel.backtest;

/** What goes wrong at a venue on paper. Times are epoch seconds, UTC. */
public sealed interface Disruption {
    /** Name of the venue in its terms. */
    String venue();

    /** It can neither be traded nor topped up from the first instant until before the second; it counts in full. */
    record Pause(String venue, long fromEpochSecond, long untilEpochSecond) implements Disruption {
        public Pause {
            if (untilEpochSecond <= fromEpochSecond) {
                throw new IllegalArgumentException("a pause must end after it began");
            }
        }
    }

    /**
     * The venue closes a part of the position on its own account, to balance its losers, at its price made worse for us
     * by the concession. In a fall it is the winning short that is closed.
     *
     * @param part of the position, above 0 and at most 1
     * @param concession part of the price, at least 0
     */
    record AutomaticDeleveraging(String venue, long atEpochSecond, double part, double concession)
            implements Disruption {
        public AutomaticDeleveraging {
            if (!(part > 0 && part <= 1 && concession >= 0 && concession < 1)) {
                throw new IllegalArgumentException("part " + part + " or concession " + concession + " out of range");
            }
        }
    }
}
