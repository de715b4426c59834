package io.evenkeel.hedge;

import java.util.Optional;

/**
 * What a rule may look at. Whole tokens throughout: base for deltas, quote for money.
 *
 * @param deltaBase net delta of everything held, hedge included
 * @param gammaBasePerQuote how much {@code deltaBase} changes when the price rises by one quote
 * @param targetBase net delta the vault wants to keep
 * @param price quote per base, positive
 * @param navQuote value of the vault, positive
 * @param cost what a trade costs
 * @param volatility of log-returns per square root of a year, positive (0.8 is 80 %)
 * @param yearsToNextDecision expected time until the rule is asked again, at least 0
 * @param widestHalfWidthBase no band may reach further from the target than this, positive
 * @param hedge the part of the net delta that is the hedge, and its history
 * @param options empty for a book that does not expire
 */
public record HedgeSituation(
        double deltaBase,
        double gammaBasePerQuote,
        double targetBase,
        double price,
        double navQuote,
        TradingCost cost,
        double volatility,
        double yearsToNextDecision,
        double widestHalfWidthBase,
        HedgePosition hedge,
        Optional<OptionBook> options) {
    public HedgeSituation {
        requireFinite("delta", deltaBase);
        requireFinite("gamma", gammaBasePerQuote);
        requireFinite("target", targetBase);
        requirePositive("price", price);
        requirePositive("nav", navQuote);
        requirePositive("volatility", volatility);
        requirePositive("widest half-width", widestHalfWidthBase);
        if (!(yearsToNextDecision >= 0 && Double.isFinite(yearsToNextDecision))) {
            throw new IllegalArgumentException(
                    "time to the next decision must be at least 0, was " + yearsToNextDecision);
        }
    }

    /** Of a book that does not expire, and a hedge of which nothing is known. */
    public HedgeSituation(
            double deltaBase,
            double gammaBasePerQuote,
            double targetBase,
            double price,
            double navQuote,
            TradingCost cost,
            double volatility,
            double yearsToNextDecision,
            double widestHalfWidthBase) {
        this(
                deltaBase,
                gammaBasePerQuote,
                targetBase,
                price,
                navQuote,
                cost,
                volatility,
                yearsToNextDecision,
                widestHalfWidthBase,
                HedgePosition.NONE,
                Optional.empty());
    }

    /** The same world just after a trade; a rule asked again must agree with itself. */
    public HedgeSituation withDelta(double newDeltaBase) {
        return new HedgeSituation(
                newDeltaBase,
                gammaBasePerQuote,
                targetBase,
                price,
                navQuote,
                cost,
                volatility,
                yearsToNextDecision,
                widestHalfWidthBase,
                hedge.afterTrade(newDeltaBase - deltaBase, price),
                options);
    }

    HedgeInputs asInputs() {
        HedgeInputs in = new HedgeInputs();
        in.price = price;
        in.volatility = volatility;
        // without options no rule looks at the hedge by itself: the net delta stays in one piece, free of rounding
        in.holdingBase = options.isPresent() ? hedge.holdingBase() : deltaBase;
        in.bookDeltaBase = options.isPresent() ? deltaBase - hedge.holdingBase() : 0;
        in.bookGammaBasePerQuote = gammaBasePerQuote;
        options.ifPresent(book -> {
            in.curve = book.curve();
            in.yearsToExpiry = book.yearsToExpiry();
            in.ratePerYear = book.ratePerYear();
            in.unwindsAtExpiry = book.unwindsAtExpiry();
            in.optionPartOfGamma = book.partOfGamma();
        });
        in.targetBase = targetBase;
        in.yearsSinceLastTrade = hedge.yearsSinceLastTrade();
        in.priceAtLastTrade = hedge.priceAtLastTrade();
        in.yearsToNextDecision = yearsToNextDecision;
        in.proportionalCost = cost.proportional();
        in.fixedCostQuote = cost.fixedQuote();
        in.navQuote = navQuote;
        in.healthFactor = hedge.healthFactor();
        in.surplusQuote = hedge.surplusQuote();
        in.widestHalfWidthBase = widestHalfWidthBase;
        return in;
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be finite, was " + value);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }
}
