package io.evenkeel.keeper.rpc;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between the keeper and an endpoint has done so far.
 *
 * @param breaker its state, in small letters: closed, open, half-open
 * @param opened times the breaker opened
 * @param repeated reads that were asked once more after a failure
 * @param timedOut calls that were cut off at the time limit
 * @param overRate calls that our own rate limit did not let through
 * @param overBulkhead calls that found too many of ours under way
 */
public record GuardFigures(
        String breaker, long opened, long repeated, long timedOut, long overRate, long overBulkhead) {
    /** What is worth knowing; empty while there is nothing. */
    public String words() {
        List<String> parts = new ArrayList<>();
        if (!breaker.equals("closed")) {
            parts.add("breaker " + breaker);
        }
        add(parts, opened, "opened");
        add(parts, repeated, "repeated");
        add(parts, timedOut, "timed out");
        add(parts, overRate, "over our rate");
        add(parts, overBulkhead, "over our bulkhead");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
