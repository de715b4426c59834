package io.evenkeel.backtest;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Years;

/** Asks the rule what to do, with the numbers of one reused object. */
final class RuleDesk {
    /** Below this a cost is a rounding of the model; a free trade would make the band vanish. */
    private static final double LEAST_COST = 1e-5;

    /** A hedge this much beyond a trigger, as part of the numbers involved, is rounding and not a move. */
    private static final double ROUNDING = 1e-9;

    private static final double LEAST_WIDTH = 1e-12;

    private final HedgeRule rule;
    private final double widestPartOfNav;
    private final double smallestTrade;
    private final double worstCost;
    private final double executionGas;
    private final HedgeInputs inputs = new HedgeInputs();
    private final HoldingBand band = new HoldingBand();
    private double yearsAtLastTrade = Double.NEGATIVE_INFINITY;

    RuleDesk(BacktestPlan plan, RiskLimits limits) {
        rule = limits.band().rule();
        widestPartOfNav = plan.policyBand() * limits.band().partOfPolicyBand().fraction();
        smallestTrade = limits.smallestTrade().wholeAsDouble();
        worstCost = limits.cost().maxSlippage().fraction();
        executionGas = limits.cost().executionOverhead().units();
        inputs.targetBase = plan.targetBase();
        inputs.yearsToNextDecision = Years.of(limits.band().timeToNextDecision());
        inputs.unwindsAtExpiry = true;
    }

    /** A leg was filled. */
    void traded(Bar bar, double years) {
        yearsAtLastTrade = years;
        inputs.priceAtLastTrade = bar.spot;
    }

    /**
     * @param nav of the whole vault, quote
     * @param years since the first row
     * @return base token; 0 while the rule is content
     */
    double changeAskedFor(
            Bar bar,
            BookKernel book,
            PaperVenue[] venues,
            double volatility,
            double nav,
            double years,
            Recorder recorder) {
        if (!(nav > 0)) {
            return 0;
        }
        inputs.price = bar.spot;
        inputs.volatility = volatility;
        inputs.bookDeltaBase = book.delta();
        inputs.bookGammaBasePerQuote = book.gamma();
        inputs.curve = book.hasOptions() ? book : null;
        inputs.optionPartOfGamma = book.optionPartOfGamma();
        inputs.yearsToExpiry = book.yearsToExpiry();
        inputs.ratePerYear = book.ratePerYear();
        inputs.yearsSinceLastTrade = years - yearsAtLastTrade;
        inputs.navQuote = nav;
        inputs.widestHalfWidthBase = Math.max(LEAST_WIDTH, nav * widestPartOfNav / bar.spot);
        readVenues(bar, venues);
        rule.fill(inputs, band);
        recorder.decision(
                inputs.netDeltaBase(),
                inputs.targetBase,
                band.triggerLow + inputs.bookDeltaBase,
                band.triggerHigh + inputs.bookDeltaBase);
        double change = change();
        return Math.abs(change) < smallestTrade ? 0 : change;
    }

    private double change() {
        double holding = inputs.holdingBase;
        double rounding = ROUNDING
                * Math.max(
                        Math.abs(holding) + Math.abs(inputs.bookDeltaBase),
                        Math.max(Math.abs(band.triggerLow), Math.abs(band.triggerHigh)));
        if (holding > band.triggerHigh + rounding) {
            return band.landingHigh - holding;
        }
        return holding < band.triggerLow - rounding ? band.landingLow - holding : 0;
    }

    /** What is held, how safe it is, and what the cheapest venue that can trade now costs, as the keeper counts it. */
    private void readVenues(Bar bar, PaperVenue[] venues) {
        double size = Math.max(smallestTrade, inputs.widestHalfWidthBase / 2);
        double holding = 0;
        double nearest = Double.POSITIVE_INFINITY;
        double proportional = worstCost;
        double gas = Double.POSITIVE_INFINITY;
        for (PaperVenue venue : venues) {
            holding += venue.hedge();
            nearest = Math.min(nearest, venue.distance(bar));
            if (!venue.isPaused()) {
                VenueTerms terms = venue.terms();
                double impact = terms.impact().costQuote(size, bar.spot) / (size * bar.spot);
                proportional = Math.min(proportional, terms.feePart() + impact);
                gas = Math.min(gas, terms.gasPerTrade());
            }
        }
        inputs.holdingBase = holding;
        inputs.healthFactor = 1 + nearest;
        inputs.proportionalCost = Math.max(LEAST_COST, proportional);
        inputs.fixedCostQuote = (executionGas + (gas < Double.POSITIVE_INFINITY ? gas : 0)) * bar.quotePerGas;
    }
}
