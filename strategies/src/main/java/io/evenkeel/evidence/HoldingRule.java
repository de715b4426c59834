package io.evenkeel.evidence;

/**
 * How much of the underlying to hold after a decision. Knows the price, the time and what is held, and nothing of what
 * comes later on the path.
 */
@FunctionalInterface
interface HoldingRule {
    /** Asked once for every decision of a path, in their order. */
    double holdingAfter(CallPath path, int step, double holding);
}
