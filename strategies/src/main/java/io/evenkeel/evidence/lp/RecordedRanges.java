package io.evenkeel.evidence.lp;

import io.evenkeel.evidence.Criterion;
import io.evenkeel.evidence.Estimate;
import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedDeltaBand;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.RangeEndBand;
import io.evenkeel.hedge.SecantGamma;
import io.evenkeel.hedge.StepAwareBand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The same over recorded prices of a pool. Our rule is tuned on another history, to a residual variance of
 * {@value #TUNED_RESIDUAL_PART} of the unhedged, and scored on this one. The clock and the fixed band are given more
 * than that: the parameter that is cheapest on the very prices they are scored on, among all that leave no more residual
 * variance than ours does.
 */
public final class RecordedRanges implements Experiment {
    private static final double TUNED_RESIDUAL_PART = 0.005;
    private static final double ALLOWED_RESIDUAL_PART = 0.02;
    private static final double[] REACHES = {1.05, 1.1, 1.2};
    private static final TradeCost[] COSTS = {new TradeCost(0.0005, 0), new TradeCost(0.0005, 0.02)};
    private static final double MINUTE = 1 / (365 * 24 * 60.0);
    private static final int PARAMETERS = 80;
    private static final int HALVINGS = 24;
    private static final Criterion AT_MOST = new Criterion.AtMost();

    private final double[] tuningPriceQuote;
    private final double[] priceQuote;

    /** Both one price a minute, and more than a week of them. */
    public RecordedRanges(double[] tuningPriceQuote, double[] priceQuote) {
        this.tuningPriceQuote = tuningPriceQuote.clone();
        this.priceQuote = priceQuote.clone();
    }

    @Override
    public String table() {
        return "recorded-range";
    }

    @Override
    public String description() {
        return "Short perpetual against a liquidity range, a new one every week, over recorded minutes of a pool: our"
                + " rule, tuned on another history, leaves less than 2 % of the variance and costs less than the best"
                + " clock and the best fixed band that hindsight can find at the same residual.";
    }

    /** Nothing is drawn. */
    @Override
    public Sampling sampling() {
        return new Sampling(0, Sampling.MIN_PATHS);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        List<Part> parts = new ArrayList<>();
        for (double reach : REACHES) {
            for (TradeCost cost : COSTS) {
                String name = "±" + Math.round(100 * (reach - 1)) + " %" + (cost.fixedQuote() > 0 ? " and gas" : "");
                parts.add(Part.of(name, () -> rows(name, reach, cost)));
            }
        }
        return parts;
    }

    private List<EvidenceRow> rows(String name, double reach, TradeCost cost) {
        HedgeRule rule = ours(tuned(new RecordedHedge(tuningPriceQuote, reach), cost), cost);
        RecordedHedge hedge = new RecordedHedge(priceQuote, reach);
        hedge.run(rule, cost);
        double residualPart = hedge.residualPart();
        double costQuote = hedge.costQuote();
        double clock = cheapest(hedge, cost, residualPart, 1, 3_000, minutes -> new Clock(Math.rint(minutes) * MINUTE));
        double shareAtStart = 100 / priceQuote[0];
        double toDelta =
                cheapest(hedge, cost, residualPart, 0.001, 1, width -> FixedDeltaBand.toTarget(width * shareAtStart));
        double toEdge =
                cheapest(hedge, cost, residualPart, 0.001, 1, width -> FixedDeltaBand.toEdge(width * shareAtStart));
        return List.of(
                row(name, "residual variance, part of the unhedged", ALLOWED_RESIDUAL_PART, residualPart),
                row(name, "cost over that of the best clock", 1, costQuote / clock),
                row(name, "cost over that of the best fixed band", 1, costQuote / Math.min(toDelta, toEdge)));
    }

    private EvidenceRow row(String name, String column, double most, double ours) {
        return EvidenceRow.compare(table(), name, column, most, Estimate.exact(ours), AT_MOST);
    }

    private static HedgeRule ours(double riskAversion, TradeCost cost) {
        HedgeRule inside = new StepAwareBand(riskAversion);
        return cost.fixedQuote() > 0 ? new RangeEndBand(inside, riskAversion) : new SecantGamma(inside);
    }

    /** The risk aversion that leaves the wanted residual on this history. */
    private static double tuned(RecordedHedge history, TradeCost cost) {
        double low = 1e-4;
        double high = 1e4;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            history.run(ours(middle, cost), cost);
            if (history.residualPart() > TUNED_RESIDUAL_PART) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Least cost among parameters between two that leave no more than this residual. */
    private static double cheapest(
            RecordedHedge hedge,
            TradeCost cost,
            double residualPart,
            double from,
            double to,
            DoubleFunction<HedgeRule> rule) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < PARAMETERS; i++) {
            double parameter = from * Math.pow(to / from, i / (PARAMETERS - 1.0));
            hedge.run(rule.apply(parameter), cost);
            if (hedge.residualPart() <= residualPart) {
                least = Math.min(least, hedge.costQuote());
            }
        }
        return least;
    }
}
