package io.evenkeel.evidence;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;

/**
 * A rule that the keeper decides by, along the paths of a simulation: the same code on the same inputs. Holds the state
 * of one run; nothing is allocated per step.
 */
final class KeeperRule implements HoldingRule {
    private final HedgeRule rule;
    private final boolean looksAtEarnings;
    private final double premiumQuote;
    private final double proportionalCost;
    private final CallBook book;
    private final HoldingBand band = new HoldingBand();
    private int lastTrade;
    private double earnedQuote;

    private KeeperRule(HedgeRule rule, SoldCall call, double proportionalCost, boolean looksAtEarnings) {
        this.rule = rule;
        this.looksAtEarnings = looksAtEarnings;
        this.premiumQuote = call.premiumQuote();
        this.proportionalCost = proportionalCost;
        this.book = new CallBook(call, proportionalCost);
    }

    KeeperRule(HedgeRule rule, SoldCall call, double proportionalCost) {
        this(rule, call, proportionalCost, false);
    }

    /** For a rule that looks at what has been earned so far, which costs a valuation of the call per step. */
    static KeeperRule lookingAtEarnings(HedgeRule rule, SoldCall call, double proportionalCost) {
        return new KeeperRule(rule, call, proportionalCost, true);
    }

    @Override
    public double holdingAfter(CallPath path, int step, double holding) {
        HedgeInputs inputs = book.inputs();
        book.place(path.priceQuote(step), path.yearsToExpiry(step), path.delta(step), path.gamma(step));
        inputs.yearsToNextDecision = path.yearsPerStep();
        inputs.holdingBase = holding;
        inputs.yearsSinceLastTrade = step == 0 ? Double.POSITIVE_INFINITY : (step - lastTrade) * path.yearsPerStep();
        if (looksAtEarnings) {
            inputs.surplusQuote = surplus(path, step, holding);
        }
        rule.fill(inputs, band);
        double wanted = band.destination(holding);
        if (wanted != holding || step == 0) {
            lastTrade = step;
        }
        if (looksAtEarnings) {
            earnedQuote -= proportionalCost * path.discountedQuote(step) * Math.abs(wanted - holding);
        }
        return wanted;
    }

    /** In today's money: premium, gains and costs so far, less what the call would cost to buy back. */
    private double surplus(CallPath path, int step, double holding) {
        if (step == 0) {
            earnedQuote = premiumQuote;
        } else {
            earnedQuote += holding * (path.discountedQuote(step) - path.discountedQuote(step - 1));
        }
        return earnedQuote - path.discountedValueQuote(step);
    }
}
