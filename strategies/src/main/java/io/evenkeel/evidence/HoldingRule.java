package io.evenkeel.evidence;

/**
 * How much of the underlying to hold after a decision. Knows the price, the time and what is held, and nothing of what
 * comes later on the path.
 */
interface HoldingRule {
    double holdingAfter(CallPath path, int step, double holding);

    /** Back to the delta at every so many decisions, the first included. */
    static HoldingRule clock(int everySteps) {
        return (path, step, holding) -> step % everySteps == 0 ? path.delta(step) : holding;
    }

    /** All the way back to the delta when it is this far away or farther. */
    static HoldingRule bandToDelta(double halfWidth) {
        return (path, step, holding) -> Math.abs(holding - path.delta(step)) >= halfWidth ? path.delta(step) : holding;
    }

    /** As far as the nearer edge of a band of constant width. */
    static HoldingRule bandToEdge(double halfWidth) {
        return (path, step, holding) -> Math.clamp(holding, path.delta(step) - halfWidth, path.delta(step) + halfWidth);
    }
}
