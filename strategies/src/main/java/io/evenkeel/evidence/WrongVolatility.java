package io.evenkeel.evidence;

import io.evenkeel.hedge.Clock;
import java.util.List;

/**
 * Sold at 20 %, turned out otherwise: hedging with the delta of the volatility it was sold at, and with that of the
 * volatility which came, daily and free of cost. The mean is the difference in value either way; only the spread tells
 * the two apart.
 */
final class WrongVolatility implements Experiment {
    private static final int DAYS = 63;
    private static final Criterion WITHIN = new Criterion.WithinPart(0.015);

    private record Published(
            double realised, double impliedMean, double impliedStd, double realisedMean, double realisedStd) {}

    private static final List<Published> PUBLISHED = List.of(
            new Published(0.10, 1.938, 0.546, 1.973, 0.210),
            new Published(0.15, 0.980, 0.453, 0.988, 0.320),
            new Published(0.25, -0.987, 0.679, -0.989, 0.538),
            new Published(0.30, -1.976, 1.107, -1.979, 0.647));

    @Override
    public String table() {
        return "wrong-volatility";
    }

    @Override
    public String description() {
        return "Call sold at 20 %, realising 10 to 30 %, hedged daily at the implied and at the realised volatility."
                + " Every cell within 1.5 %.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, 200_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        return PUBLISHED.stream()
                .map(each -> Part.of("realised " + Labels.percent(each.realised), () -> rows(each, sampling)))
                .toList();
    }

    private List<EvidenceRow> rows(Published published, Sampling sampling) {
        SoldCall call = SoldCall.threeMonthsAtTheMoney().realising(published.realised);
        Sample implied = profit(call, sampling);
        Sample realised = profit(call.hedgedAt(published.realised), sampling);
        String row = "realised " + Labels.percent(published.realised);
        return List.of(
                cell(row, "mean, implied delta", published.impliedMean, implied.mean()),
                cell(row, "std, implied delta", published.impliedStd, implied.standardDeviation()),
                cell(row, "mean, realised delta", published.realisedMean, realised.mean()),
                cell(row, "std, realised delta", published.realisedStd, realised.standardDeviation()));
    }

    private EvidenceRow cell(String row, String column, double published, Estimate ours) {
        return EvidenceRow.compare(table(), row, column, published, ours, WITHIN);
    }

    private static Sample profit(SoldCall call, Sampling sampling) {
        return CallHedging.run(call, DAYS, sampling, new Clock(call.years() / DAYS))
                .profit(0);
    }
}
