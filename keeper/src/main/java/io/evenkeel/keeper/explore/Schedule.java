package io.evenkeel.keeper.explore;

import java.util.List;

/**
 * What a keeper has to live through, as data: the same schedule ends the same however often it is run.
 *
 * @param seed it was drawn from
 * @param vaultProtects false: the vault would run an intent twice
 */
record Schedule(long seed, boolean vaultProtects, List<Step> steps) {
    Schedule {
        steps = List.copyOf(steps);
    }

    Schedule with(List<Step> otherSteps) {
        return new Schedule(seed, vaultProtects, otherSteps);
    }
}
