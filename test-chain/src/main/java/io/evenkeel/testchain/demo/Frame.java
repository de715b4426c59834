package io.evenkeel.testchain.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the screen shows at one moment. Whole tokens, for the eye.
 *
 * @param progress 0 to 1 along the scenario
 * @param prices the path so far, thinned out
 * @param delta,target,band WETH
 * @param notes what the keeper last said: newest first
 */
public record Frame(
        String scenario,
        double progress,
        long block,
        Instant chainTime,
        double price,
        double priceStart,
        List<Double> prices,
        double hedgedNav,
        double hedgedNavStart,
        double unhedgedNav,
        double unhedgedNavStart,
        double delta,
        double target,
        double band,
        List<VenueRow> venues,
        List<TransactionRow> transactions,
        List<Note> notes,
        Counters counters) {
    /**
     * One protocol's line.
     *
     * @param share of the whole short, 0 to 1
     * @param liquidationDistance part the price must rise to liquidate; empty when no rise can
     */
    public record VenueRow(
            String name,
            double delta,
            double share,
            double shortOfNav,
            double shortCapOfNav,
            double equity,
            double maintenance,
            Optional<Double> liquidationPrice,
            Optional<Double> liquidationDistance,
            String condition) {}

    /**
     * One transaction's line.
     *
     * @param deltaBefore,deltaAfter WETH: as read before, and as expected after it
     */
    public record TransactionRow(
            Instant at, String hash, double deltaBefore, double deltaAfter, String what, String state) {}

    /**
     * Something that was said.
     *
     * @param brief for the screen
     * @param full with every figure
     */
    public record Note(Instant at, String brief, String full) {}

    /** The bottom line. */
    public record Counters(
            int scheduleCycles,
            int oracleCycles,
            int transactions,
            int reverts,
            double rpcIdle,
            double rpcHedge,
            int rssMb) {}
}
