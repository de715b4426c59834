package io.evenkeel.keeper.health;

import io.evenkeel.risk.health.HealthLimits;

/**
 * @param acceptsFirstSight a venue that was never acknowledged is taken for what it is when a keeper first runs; false:
 *     it may only shrink until an operator has acknowledged it
 * @param leavesSuspects a suspect's hedge is moved to the others; false: it stays where it is and does not grow
 */
public record HealthRules(HealthLimits limits, boolean acceptsFirstSight, boolean leavesSuspects) {
    public static HealthRules usual() {
        return new HealthRules(HealthLimits.usual(), true, false);
    }
}
