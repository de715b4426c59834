package io.evenkeel.keeper.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a schedule that breaks something as small as it gets while it still breaks it: takes out runs of steps, halves
 * of the whole first (delta debugging), then makes what is left simpler step by step, until nothing helps any more.
 */
final class Shrinker {
    /** Lives tried at most; a schedule of fifty steps needs a few hundred. */
    static final int MOST_TRIES = 3_000;

    private final Predicate<Schedule> stillBreaks;
    private int triesLeft = MOST_TRIES;

    /** @param stillBreaks whether a schedule breaks the same invariant as the one to shrink */
    Shrinker(Predicate<Schedule> stillBreaks) {
        this.stillBreaks = stillBreaks;
    }

    Schedule shrink(Schedule broken) {
        Schedule smallest = broken;
        boolean helped = true;
        while (helped && triesLeft > 0) {
            Schedule smaller = simpler(fewer(smallest));
            helped = !smaller.equals(smallest);
            smallest = smaller;
        }
        return smallest;
    }

    private Schedule fewer(Schedule schedule) {
        Schedule smallest = schedule;
        for (int length = Math.max(1, schedule.steps().size() / 2); length >= 1; length /= 2) {
            int from = 0;
            while (from + length <= smallest.steps().size()) {
                List<Step> without = new ArrayList<>(smallest.steps());
                without.subList(from, from + length).clear();
                Schedule candidate = smallest.with(without);
                if (breaks(candidate)) {
                    smallest = candidate;
                } else {
                    from += length;
                }
            }
        }
        return smallest;
    }

    private Schedule simpler(Schedule schedule) {
        Schedule smallest = schedule;
        for (int i = 0; i < smallest.steps().size(); i++) {
            boolean helped = true;
            while (helped) {
                helped = false;
                for (Step each : smallest.steps().get(i).simpler()) {
                    List<Step> eased = new ArrayList<>(smallest.steps());
                    eased.set(i, each);
                    Schedule candidate = smallest.with(eased);
                    if (breaks(candidate)) {
                        smallest = candidate;
                        helped = true;
                        break;
                    }
                }
            }
        }
        return smallest;
    }

    private boolean breaks(Schedule candidate) {
        return triesLeft-- > 0 && stillBreaks.test(candidate);
    }
}
