package io.evenkeel.evidence;

import io.evenkeel.hedge.Clock;
import java.util.List;

/**
 * Derman and Kamal, "When You Cannot Hedge Continuously" (1999): how far hedging at intervals leaves a one-month call
 * from its value when trading is free. The case that QuantLib ships as its DiscreteHedging example.
 */
final class DermanKamal implements Experiment {
    private static final SoldCall CALL = SoldCall.atOneVolatility(100, 100, 1.0 / 12, 0.2, 0.05, 0.05);
    /** P&amp;L is published in the money of expiry. */
    private static final double AT_EXPIRY = Math.exp(CALL.ratePerYear() * CALL.years());

    private static final Criterion STD = new Criterion.WithinPart(0.015);
    private static final Criterion MEAN = new Criterion.WithinDistance(0.006);
    /** Third and fourth moments of a skewed tail: two runs of 50,000 paths differ by this much. */
    private static final Criterion SKEWNESS = new Criterion.WithinDistance(0.1);

    private static final Criterion KURTOSIS = new Criterion.WithinDistance(0.4);

    private record Published(int hedges, double mean, double std, double skewness, double excessKurtosis) {}

    private static final List<Published> PUBLISHED =
            List.of(new Published(21, 0, 0.4265, -0.29, 1.48), new Published(84, 0, 0.2190, -0.17, 1.66));

    @Override
    public String table() {
        return "derman-kamal";
    }

    @Override
    public String description() {
        return "Sold one-month call hedged to its delta 21 and 84 times, no cost (Derman and Kamal; QuantLib's"
                + " DiscreteHedging). Std within 1.5 %, mean within 0.006.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, 50_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        return PUBLISHED.stream()
                .map(published -> Part.of(published.hedges + " hedges", () -> rows(published, sampling)))
                .toList();
    }

    private List<EvidenceRow> rows(Published published, Sampling sampling) {
        HedgeOutcome outcome =
                CallHedging.run(CALL, published.hedges, sampling, new Clock(CALL.years() / published.hedges));
        Sample profit = outcome.profit(0).times(AT_EXPIRY);
        String row = published.hedges + " hedges";
        return List.of(
                EvidenceRow.compare(table(), row, "mean", published.mean, profit.mean(), MEAN),
                EvidenceRow.compare(table(), row, "std", published.std, profit.standardDeviation(), STD),
                EvidenceRow.compare(table(), row, "skewness", published.skewness, profit.skewness(), SKEWNESS),
                EvidenceRow.compare(
                        table(), row, "excess kurtosis", published.excessKurtosis, profit.excessKurtosis(), KURTOSIS));
    }
}
