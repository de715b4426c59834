package io.evenkeel.evidence;

import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedDeltaBand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What hedging by the clock and by a fixed band costs, and how much error it leaves: the two rules that public hedgers
 * use. A clock of n hedges looks only at its own n equally spaced times; a band looks 252 times and trades all the way
 * back to the delta.
 */
final class ClockAndBand implements Experiment {
    private static final SoldCall CALL = SoldCall.threeMonthsAtTheMoney();
    private static final int LOOKS = 252;
    private static final double[] COSTS = {0.001, 0.002, 0.005};
    private static final Criterion WITHIN = new Criterion.WithinPart(0.015);

    /** Costs and stds at 0.1, 0.2 and 0.5 %; RMS the same, or just the one that was published. */
    private record Published(String name, double stdFree, double[] cost, double[] std, OptionalDouble[] rms) {}

    private record ClockRow(int hedges, Published published) {}

    private record BandRow(double halfWidth, double hedges, Published published) {}

    private static final List<ClockRow> CLOCKS = List.of(
            clock("fortnightly", 6, 1.332, 0.182, 1.345, 0.365, 1.360, 0.912, 1.414, 1.359, 1.411, 1.689),
            clock("weekly", 13, 0.928, 0.224, 0.941, 0.447, 0.958, 1.118, 1.026, 0.968, 1.058, 1.519),
            clock("twice a week", 26, 0.656, 0.272, 0.671, 0.545, 0.693, 1.362, 0.791, 0.724, 0.880, 1.574),
            clock("three times a week", 39, 0.541, 0.309, 0.558, 0.619, 0.585, 1.547, 0.719, 0.637, 0.850, 1.704),
            clock("daily", 63, 0.429, 0.363, 0.451, 0.727, 0.491, 1.817, 0.688, 0.579, 0.877, 1.942),
            clock("twice a day", 126, 0.307, 0.467, 0.346, 0.934, 0.425, 2.336, 0.762, 0.582, 1.027, 2.458),
            clock("four times a day", 252, 0.219, 0.615, 0.296, 1.229, 0.445, 3.073, 0.975, 0.682, 1.307, 3.224));

    private static final List<BandRow> BANDS = List.of(
            band(0.01, 149.2, 0.222, 0.583, 0.300, 1.167, 0.450, 2.917, 0.986),
            band(0.04, 51.5, 0.289, 0.427, 0.339, 0.855, 0.443, 2.136, 0.861, 0.546, Double.NaN, Double.NaN),
            band(0.08, 20.6, 0.442, 0.317, 0.465, 0.635, 0.516, 1.587, 0.765, Double.NaN, 0.820, Double.NaN),
            band(0.16, 7.3, 0.777, 0.229, 0.789, 0.458, 0.809, 1.145, 0.912, Double.NaN, Double.NaN, 1.474));

    private static ClockRow clock(String name, int hedges, double stdFree, double... figures) {
        return new ClockRow(hedges, published(name, stdFree, figures));
    }

    private static BandRow band(double halfWidth, double hedges, double stdFree, double... figures) {
        return new BandRow(halfWidth, hedges, published("band " + halfWidth, stdFree, figures));
    }

    /** @param figures cost and std at each cost, then RMS at each where there is one */
    private static Published published(String name, double stdFree, double... figures) {
        int costs = COSTS.length;
        double[] cost = new double[costs];
        double[] std = new double[costs];
        OptionalDouble[] rms = new OptionalDouble[costs];
        for (int i = 0; i < costs; i++) {
            cost[i] = figures[2 * i];
            std[i] = figures[2 * i + 1];
            boolean known = figures.length > 2 * costs && !Double.isNaN(figures[2 * costs + i]);
            rms[i] = known ? OptionalDouble.of(figures[2 * costs + i]) : OptionalDouble.empty();
        }
        return new Published(name, stdFree, cost, std, rms);
    }

    @Override
    public String table() {
        return "clock-and-band";
    }

    @Override
    public String description() {
        return "Sold three-month call, clock against fixed band at costs of 0.1, 0.2 and 0.5 % of every trade, the first"
                + " and the unwind included. Every cell within 1.5 %.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, 200_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        List<Part> parts = new ArrayList<>();
        for (ClockRow clock : CLOCKS) {
            parts.add(Part.of(clock.published.name, () -> rows(clock, sampling)));
        }
        for (BandRow band : BANDS) {
            parts.add(Part.of(band.published.name, () -> rows(band, sampling)));
        }
        return parts;
    }

    private List<EvidenceRow> rows(ClockRow clock, Sampling sampling) {
        return rows(
                clock.published, CallHedging.run(CALL, clock.hedges, sampling, new Clock(CALL.years() / clock.hedges)));
    }

    private List<EvidenceRow> rows(BandRow band, Sampling sampling) {
        HedgeOutcome outcome = CallHedging.run(CALL, LOOKS, sampling, FixedDeltaBand.toTarget(band.halfWidth));
        List<EvidenceRow> rows = new ArrayList<>();
        rows.add(EvidenceRow.compare(table(), band.published.name, "hedges", band.hedges, outcome.trades(), WITHIN));
        rows.addAll(rows(band.published, outcome));
        return rows;
    }

    private List<EvidenceRow> rows(Published published, HedgeOutcome outcome) {
        List<EvidenceRow> rows = new ArrayList<>();
        String name = published.name;
        rows.add(EvidenceRow.compare(
                table(),
                name,
                "std, no cost",
                published.stdFree,
                outcome.profit(0).standardDeviation(),
                WITHIN));
        for (int i = 0; i < COSTS.length; i++) {
            String at = " at " + Labels.percent(COSTS[i]);
            Sample profit = outcome.profit(COSTS[i]);
            Estimate cost = outcome.turnoverQuote().times(COSTS[i]);
            rows.add(EvidenceRow.compare(table(), name, "cost" + at, published.cost[i], cost, WITHIN));
            rows.add(EvidenceRow.compare(
                    table(), name, "std" + at, published.std[i], profit.standardDeviation(), WITHIN));
            published.rms[i].ifPresent(rms ->
                    rows.add(EvidenceRow.compare(table(), name, "RMS" + at, rms, profit.rootMeanSquare(), WITHIN)));
        }
        return rows;
    }
}
