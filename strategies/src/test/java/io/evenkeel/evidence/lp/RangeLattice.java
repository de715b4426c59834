package io.evenkeel.evidence.lp;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.market.uniswapv3.RangeCurve;
import java.util.Arrays;

/**
 * The best possible hedge of a range, and what a given rule costs, by dynamic programming over price and hedge: the price
 * walks on a trinomial tree without drift, cost + λ/2 × squared residual is added up backwards from the end. Nothing is
 * sampled; what differs from the simulation is the spacing of decisions and of holdings.
 */
final class RangeLattice {
    private static final double LOG_REACH = 0.85;

    private final RangeCurve range;
    private final TradeCost cost;
    private final double riskAversion;
    private final int steps;
    private final double yearsPerStep;
    private final double holdingStep;
    private final int holdings;
    private final double[] price;
    private final double probabilityUp;
    private final double probabilityDown;
    private final double[][] risk;

    RangeLattice(RangeSetup setup, TradeCost cost, double riskAversion, double holdingStep) {
        this.range = setup.range();
        this.cost = cost;
        this.riskAversion = riskAversion;
        this.steps = setup.steps();
        this.yearsPerStep = setup.yearsPerStep();
        this.holdingStep = holdingStep;
        this.holdings = (int) Math.ceil(range.base(1) / holdingStep) + 2;
        double spacing = Math.sqrt(3 * setup.variancePerStep());
        int half = (int) Math.ceil(LOG_REACH / spacing);
        price = new double[2 * half + 1];
        for (int i = 0; i < price.length; i++) {
            price[i] = RangeSetup.PRICE * Math.exp((i - half) * spacing);
        }
        double up = Math.exp(spacing) - 1;
        double down = Math.exp(-spacing) - 1;
        probabilityUp = -down / (up - down) / 3;
        probabilityDown = 1.0 / 3 - probabilityUp;
        risk = new double[price.length][holdings];
        for (int i = 0; i < price.length; i++) {
            double value = range.value(price[i]);
            double gainUp = range.value(price[i] * (1 + up)) - value;
            double gainDown = range.value(price[i] * (1 + down)) - value;
            // what the loss against rebalancing pays back
            double mean = probabilityUp * gainUp + probabilityDown * gainDown;
            for (int j = 0; j < holdings; j++) {
                double held = j * holdingStep * price[i];
                risk[i][j] = riskAversion
                        / 2
                        * (probabilityUp * square(gainUp - held * up - mean)
                                + probabilityDown * square(gainDown - held * down - mean)
                                + 2.0 / 3 * square(mean));
            }
        }
    }

    /** Expected cost + λ/2 × variance of the best hedge there is. */
    double optimum() {
        double[][] value = atTheEnd();
        for (int step = 0; step < steps; step++) {
            value = held(value);
            for (int i = 0; i < price.length; i++) {
                value[i] = bestTrade(value[i], cost.proportional() * price[i] * holdingStep);
            }
        }
        return value[price.length / 2][0];
    }

    /** The same of a rule for books without expiry, its band rounded to the grid. */
    double of(HedgeRule rule) {
        int[][] destination = destinations(rule);
        double[][] value = atTheEnd();
        for (int step = 0; step < steps; step++) {
            double[][] later = held(value);
            for (int i = 0; i < price.length; i++) {
                for (int j = 0; j < holdings; j++) {
                    int to = destination[i][j];
                    double paid = to == j
                            ? 0
                            : cost.fixedQuote() + cost.proportional() * price[i] * holdingStep * Math.abs(to - j);
                    value[i][j] = later[i][to] + paid;
                }
            }
        }
        return value[price.length / 2][0];
    }

    private double[][] atTheEnd() {
        double[][] value = new double[price.length][holdings];
        for (int i = 0; i < price.length; i++) {
            for (int j = 1; j < holdings; j++) {
                value[i][j] = cost.fixedQuote() + cost.proportional() * price[i] * holdingStep * j;
            }
        }
        return value;
    }

    /** One step earlier, without a trade. */
    private double[][] held(double[][] value) {
        double[][] earlier = new double[price.length][holdings];
        for (int i = 0; i < price.length; i++) {
            double[] above = value[Math.min(i + 1, price.length - 1)];
            double[] below = value[Math.max(i - 1, 0)];
            for (int j = 0; j < holdings; j++) {
                earlier[i][j] = risk[i][j]
                        + probabilityUp * above[j]
                        + probabilityDown * below[j]
                        + (1 - probabilityUp - probabilityDown) * value[i][j];
            }
        }
        return earlier;
    }

    /** @param fee of one grid step of holding */
    private double[] bestTrade(double[] value, double fee) {
        double[] best = Arrays.copyOf(value, holdings);
        double sold = Double.POSITIVE_INFINITY;
        for (int j = 0; j < holdings; j++) {
            sold = Math.min(sold + fee, value[j]);
            best[j] = Math.min(best[j], sold + cost.fixedQuote());
        }
        double bought = Double.POSITIVE_INFINITY;
        for (int j = holdings - 1; j >= 0; j--) {
            bought = Math.min(bought + fee, value[j]);
            best[j] = Math.min(best[j], bought + cost.fixedQuote());
        }
        return best;
    }

    private int[][] destinations(HedgeRule rule) {
        HedgeInputs in = new HedgeInputs();
        HoldingBand band = new HoldingBand();
        in.volatility = RangeSetup.VOLATILITY;
        in.proportionalCost = cost.proportional();
        in.fixedCostQuote = cost.fixedQuote();
        in.yearsToNextDecision = yearsPerStep;
        in.curve = (at, timeStretch, varianceStretch, out) -> {
            out.deltaBase = range.base(at);
            out.gammaBasePerQuote = range.gamma(at);
        };
        int[][] destination = new int[price.length][holdings];
        for (int i = 0; i < price.length; i++) {
            in.price = price[i];
            in.bookDeltaBase = range.base(price[i]);
            in.bookGammaBasePerQuote = range.gamma(price[i]);
            for (int j = 0; j < holdings; j++) {
                in.holdingBase = -j * holdingStep;
                rule.fill(in, band);
                double wanted = band.destination(in.holdingBase);
                // a deviation of less than a grid step is none
                boolean stays = Math.abs(wanted - in.holdingBase) < holdingStep / 2;
                destination[i][j] = stays ? j : (int) Math.clamp(Math.round(-wanted / holdingStep), 0, holdings - 1);
            }
        }
        return destination;
    }

    private static double square(double x) {
        return x * x;
    }
}
