package io.evenkeel.evidence.lp;

import io.evenkeel.evidence.BrownianPaths;
import io.evenkeel.evidence.Criterion;
import io.evenkeel.evidence.Estimate;
import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.hedge.HedgeRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cost and risk of hedging a liquidity range, rule against rule. Each rule's parameter is chosen on paths of another
 * seed and scored on those of this one.
 *
 * <p>The published paths were a thousand whose range lost {@value #PUBLISHED_LOSS} against rebalancing; the expectation
 * is known, see {@link ExpectedLoss}, and is 1.8 % higher. So is the cost of every rule. Figures are compared at the
 * loss of the published paths, and without the chance that is in ours.
 */
public final class LiquidityHedging implements Experiment {
    private static final double PUBLISHED_LOSS = 5.664;
    private static final double[] RISK_AVERSIONS = {0.3, 1, 3};
    private static final int SCORED_PER_TUNED = 8;
    /** Rules on a grid are quick, and the risk of a wide band is uncertain. */
    private static final int SCORED_PER_TUNED_ON_A_GRID = 2;

    private static final Criterion CLOSE = new Criterion.WithinPart(0.03);
    /** Rules without a width of their own are tried on a grid, here as there, and the risk of a wide band is uncertain. */
    private static final Criterion ON_A_GRID = new Criterion.WithinPart(0.1);

    /** Best cost + variance × 0.15, 0.5 and 1.5. The range end band is ours and stands beside the published optimum. */
    private record Published(RuleFamily family, double... best) {}

    /** @param bar of cost + 0.5 variance, for the best rule */
    private record Case(String name, TradeCost cost, double bar, List<Published> published) {
        RuleFamily bestFamily() {
            return cost.fixedQuote() > 0 ? RuleFamily.RANGE_END : RuleFamily.SECANT;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(
                    "0.05 %",
                    new TradeCost(0.0005, 0),
                    0.357,
                    List.of(
                            new Published(RuleFamily.CLOCK, 0.3619, 0.5201, 0.7421),
                            new Published(RuleFamily.BAND_TO_DELTA, 0.3304, 0.5089, 0.7101),
                            new Published(RuleFamily.BAND_TO_EDGE, 0.3102, 0.4363, 0.5904),
                            new Published(RuleFamily.ZAKAMOULINE, 0.2532, 0.3642, 0.5059),
                            new Published(RuleFamily.WHALLEY_WILMOTT, 0.2518, 0.3528, 0.4895),
                            new Published(RuleFamily.SECANT, 0.2491, 0.3499, 0.4856))),
            new Case(
                    "0.1 %",
                    new TradeCost(0.001, 0),
                    0.586,
                    List.of(
                            new Published(RuleFamily.CLOCK, 0.6023, 0.8613, 1.2137),
                            new Published(RuleFamily.BAND_TO_DELTA, 0.5180, 0.7882, 1.1793),
                            new Published(RuleFamily.BAND_TO_EDGE, 0.4899, 0.6924, 0.9966),
                            new Published(RuleFamily.ZAKAMOULINE, 0.4223, 0.6002, 0.8264),
                            new Published(RuleFamily.WHALLEY_WILMOTT, 0.4197, 0.5793, 0.7949),
                            new Published(RuleFamily.SECANT, 0.4144, 0.5738, 0.7886))),
            new Case(
                    "0.05 % and gas",
                    new TradeCost(0.0005, 0.02),
                    1.145,
                    List.of(
                            new Published(RuleFamily.CLOCK, 1.0525, 1.8309, 3.1291),
                            new Published(RuleFamily.BAND_TO_DELTA, 0.8004, 1.1962, 2.1470),
                            new Published(RuleFamily.WHALLEY_WILMOTT, 0.6818, 1.1260, 1.8350),
                            new Published(RuleFamily.SECANT, 0.6913, 1.1318, 1.8442),
                            new Published(RuleFamily.RANGE_END, 0.6831, 1.1222, 1.8230))),
            new Case(
                    "0.1 % and gas",
                    new TradeCost(0.001, 0.02),
                    1.31,
                    List.of(
                            new Published(RuleFamily.CLOCK, 1.2042, 2.0282, 3.3878),
                            new Published(RuleFamily.BAND_TO_DELTA, 0.9746, 1.3705, 2.3820),
                            new Published(RuleFamily.WHALLEY_WILMOTT, 0.8162, 1.2894, 2.0434),
                            new Published(RuleFamily.SECANT, 0.8249, 1.3030, 2.0477),
                            new Published(RuleFamily.RANGE_END, 0.8190, 1.2826, 2.0256))));

    private final RangeSetup setup;

    public LiquidityHedging() {
        this(RangeSetup.BY_THE_MINUTE);
    }

    LiquidityHedging(RangeSetup setup) {
        this.setup = setup;
    }

    @Override
    public String table() {
        return "liquidity-range";
    }

    @Override
    public String description() {
        return "Short perpetual against a liquidity range of ±20 %, thirty days of minutes: best cost + variance × λ/2"
                + " of each rule, in percent of the position. Within 3 %, rules tried on a grid within 10 %; the bars are"
                + " to be met.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(777, 1_000);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("loss against rebalancing", this::loss));
        for (Case of : CASES) {
            for (Published published : of.published) {
                String name = of.name + ", " + published.family.label();
                parts.add(Part.of(name, () -> rows(name, of, published, sampling)));
            }
        }
        return parts;
    }

    private List<EvidenceRow> loss() {
        return List.of(EvidenceRow.compare(
                table(),
                "loss against rebalancing",
                "expected",
                PUBLISHED_LOSS,
                Estimate.exact(ExpectedLoss.of(setup)),
                CLOSE));
    }

    private List<EvidenceRow> rows(String name, Case of, Published published, Sampling sampling) {
        List<HedgeRule> best = tuned(published.family, of.cost, sampling);
        double[] lossQuote = new double[sampling.paths()];
        List<RuleScore> scores = scores(Set.copyOf(best), of.cost, sampling.seed(), sampling.paths(), lossQuote);
        boolean ownWidth = published.family.hasWidthOfItsOwn();
        List<EvidenceRow> rows = new ArrayList<>();
        for (int i = 0; i < RISK_AVERSIONS.length; i++) {
            double riskAversion = RISK_AVERSIONS[i];
            Estimate ours = of(best.get(i), scores).meanAtLoss(riskAversion, lossQuote, PUBLISHED_LOSS);
            String column = "cost + " + riskAversion / 2 + " variance";
            rows.add(EvidenceRow.compare(table(), name, column, published.best[i], ours, ownWidth ? CLOSE : ON_A_GRID));
            if (riskAversion == 1 && published.family == of.bestFamily()) {
                rows.add(EvidenceRow.compare(table(), name, column + ", bar", of.bar, ours, new Criterion.AtMost()));
            }
        }
        return rows;
    }

    /** The best parameter for each risk aversion, on paths of another seed. */
    private List<HedgeRule> tuned(RuleFamily family, TradeCost cost, Sampling sampling) {
        Set<HedgeRule> candidates = new LinkedHashSet<>();
        for (double riskAversion : RISK_AVERSIONS) {
            candidates.addAll(family.candidates(riskAversion));
        }
        int paths = sampling.paths() / (family.hasWidthOfItsOwn() ? SCORED_PER_TUNED : SCORED_PER_TUNED_ON_A_GRID);
        List<RuleScore> scores = scores(candidates, cost, sampling.seed() + 1, paths, new double[paths]);
        List<HedgeRule> best = new ArrayList<>();
        for (double riskAversion : RISK_AVERSIONS) {
            best.add(Collections.min(scores, Comparator.comparingDouble(score -> score.mean(riskAversion)))
                    .rule());
        }
        return best;
    }

    private static RuleScore of(HedgeRule rule, List<RuleScore> scores) {
        return scores.stream()
                .filter(score -> score.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private List<RuleScore> scores(Set<HedgeRule> rules, TradeCost cost, long seed, int paths, double[] lossQuote) {
        List<RuleScore> scores =
                rules.stream().map(rule -> new RuleScore(rule, paths)).toList();
        RangePath path = new RangePath(setup.steps());
        RangeHedge hedge = new RangeHedge(setup.range(), setup.yearsPerStep(), RangeSetup.VOLATILITY);
        BrownianPaths prices =
                new BrownianPaths(seed, RangeSetup.PRICE, 0, RangeSetup.VOLATILITY, setup.yearsPerStep());
        for (int i = 0; i < paths; i++) {
            prices.next(path.priceQuote);
            path.hold(setup.range(), setup.variancePerStep());
            lossQuote[i] = path.lossQuote();
            for (RuleScore score : scores) {
                hedge.run(path, score.rule(), cost);
                score.set(i, hedge, cost);
            }
        }
        return scores;
    }
}
