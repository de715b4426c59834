package io.evenkeel.evidence;

import io.evenkeel.hedge.BookCurve;
import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;

/**
 * A rule that the keeper decides by, along the paths of a simulation: the same code on the same inputs, of a book that
 * has sold one call. Holds the state of one run; nothing is allocated per step.
 */
final class KeeperRule implements HoldingRule {
    private final HedgeRule rule;
    private final HedgeInputs inputs = new HedgeInputs();
    private final HoldingBand band = new HoldingBand();
    private final CallPath.Greeks greeks;
    private final double volatility;
    private int lastTrade;

    KeeperRule(HedgeRule rule, SoldCall call, double proportionalCost) {
        this.rule = rule;
        this.greeks = new CallPath.Greeks(call);
        this.volatility = call.hedgeVolatility();
        inputs.volatility = volatility;
        inputs.ratePerYear = call.ratePerYear();
        inputs.curve = this::curve;
        inputs.optionPartOfGamma = 1;
        inputs.unwindsAtExpiry = true;
        inputs.proportionalCost = proportionalCost;
        inputs.navQuote = call.spotQuote();
    }

    @Override
    public double holdingAfter(CallPath path, int step, double holding) {
        inputs.price = path.priceQuote(step);
        inputs.yearsToExpiry = path.yearsToExpiry(step);
        inputs.yearsToNextDecision = path.yearsPerStep();
        inputs.bookDeltaBase = -path.delta(step);
        inputs.bookGammaBasePerQuote = -path.gamma(step);
        inputs.holdingBase = holding;
        inputs.yearsSinceLastTrade = step == 0 ? Double.POSITIVE_INFINITY : (step - lastTrade) * path.yearsPerStep();
        rule.fill(inputs, band);
        double wanted = band.destination(holding);
        if (wanted != holding || step == 0) {
            lastTrade = step;
        }
        return wanted;
    }

    /** The band at one price and time, for a book of which nothing is known but that; used off any path. */
    void edges(double priceQuote, double yearsToExpiry, double yearsToNextDecision, double[] lowAndHigh) {
        greeks.at(priceQuote, yearsToExpiry);
        inputs.price = priceQuote;
        inputs.yearsToExpiry = yearsToExpiry;
        inputs.yearsToNextDecision = yearsToNextDecision;
        inputs.bookDeltaBase = -greeks.delta();
        inputs.bookGammaBasePerQuote = -greeks.gamma();
        inputs.holdingBase = greeks.delta();
        rule.fill(inputs, band);
        lowAndHigh[0] = band.landingLow;
        lowAndHigh[1] = band.landingHigh;
    }

    private void curve(double price, double timeStretch, double varianceStretch, BookCurve.Point out) {
        greeks.at(price, inputs.yearsToExpiry * timeStretch, volatility * Math.sqrt(varianceStretch));
        out.deltaBase = -greeks.delta();
        out.gammaBasePerQuote = -greeks.gamma();
    }
}
