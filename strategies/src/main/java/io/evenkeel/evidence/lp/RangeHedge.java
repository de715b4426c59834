package io.evenkeel.evidence.lp;

import io.evenkeel.hedge.BookCurve;
import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.market.uniswapv3.RangeCurve;

/**
 * Hedges a range along a path with the rules the keeper decides by, and counts what that takes and what it leaves.
 * Opening and closing the hedge are trades like any other. Reused; nothing is allocated on the way.
 */
final class RangeHedge {
    private final RangeCurve range;
    private final double yearsPerStep;
    private final double volatility;
    private final HedgeInputs inputs = new HedgeInputs();
    private final HoldingBand band = new HoldingBand();
    private double turnoverQuote;
    private int trades;
    private double squaredResidual;

    /** @param volatility that the rules believe in, per square root of a year */
    RangeHedge(RangeCurve range, double yearsPerStep, double volatility) {
        this.range = range;
        this.yearsPerStep = yearsPerStep;
        this.volatility = volatility;
    }

    /** What the rule is told a trade costs; what trades do cost is {@link #costQuote}. */
    void run(RangePath path, HedgeRule rule, TradeCost told) {
        HedgeInputs in = inputs;
        in.volatility = volatility;
        in.proportionalCost = told.proportional();
        in.fixedCostQuote = told.fixedQuote();
        in.yearsToNextDecision = yearsPerStep;
        in.yearsSinceLastTrade = Double.POSITIVE_INFINITY;
        in.curve = this::onCurve;
        turnoverQuote = 0;
        trades = 0;
        squaredResidual = 0;
        int steps = path.steps();
        double holding = 0;
        for (int step = 0; step < steps; step++) {
            double price = path.priceQuote[step];
            in.price = price;
            in.bookDeltaBase = path.deltaBase[step];
            in.bookGammaBasePerQuote = path.gammaBasePerQuote[step];
            in.yearsToExpiry = (steps - step) * yearsPerStep;
            in.holdingBase = holding;
            rule.fill(in, band);
            double wanted = band.destination(holding);
            if (wanted != holding) {
                turnoverQuote += price * Math.abs(wanted - holding);
                trades++;
                holding = wanted;
                in.yearsSinceLastTrade = 0;
            }
            in.yearsSinceLastTrade += yearsPerStep;
            double residual = path.gainQuote[step] + holding * (path.priceQuote[step + 1] - price);
            squaredResidual += residual * residual;
        }
        if (holding != 0) {
            turnoverQuote += path.priceQuote[steps] * Math.abs(holding);
            trades++;
        }
    }

    private void onCurve(double price, double timeStretch, double varianceStretch, BookCurve.Point out) {
        out.deltaBase = range.base(price);
        out.gammaBasePerQuote = range.gamma(price);
    }

    double costQuote(TradeCost cost) {
        return cost.proportional() * turnoverQuote + cost.fixedQuote() * trades;
    }

    int trades() {
        return trades;
    }

    /** Sum of the squared gains of range and hedge together: its expectation is the variance of what remains. */
    double squaredResidual() {
        return squaredResidual;
    }
}
