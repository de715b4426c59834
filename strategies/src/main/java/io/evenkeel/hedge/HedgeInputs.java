package io.evenkeel.hedge;

import org.jspecify.annotations.Nullable;

/**
 * The plain numbers behind a {@link HedgeSituation}, in one object that a simulation reuses from step to step: nothing
 * is checked and nothing allocated. Whole tokens: base for deltas, quote for money. What nobody sets is as good as
 * absent: no expiry, no last trade, no gas, no cap.
 */
public final class HedgeInputs {
    /** As good as no cap, and small enough for sums of several to stay finite. */
    public static final double NO_CAP = 1e300;

    /** Quote per base. */
    public double price;
    /** Of log-returns per square root of a year. */
    public double volatility;
    /** Continuous, for discounting from the expiry. */
    public double ratePerYear;

    /** Of everything but the hedge, now. */
    public double bookDeltaBase;
    /** Of everything but the hedge, now; below zero for a book that has sold options or provides liquidity. */
    public double bookGammaBasePerQuote;
    /** Null for a book whose delta depends on the price alone. */
    public @Nullable BookCurve curve;
    /** The part of the book's gamma, 0 to 1, that belongs to options with an expiry. */
    public double optionPartOfGamma;
    /** Until the options expire; infinite for a book that does not. */
    public double yearsToExpiry = Double.POSITIVE_INFINITY;
    /** Whether the hedge is sold or bought back at the expiry, and pays for it. */
    public boolean unwindsAtExpiry;

    /** The hedge: net delta is this plus the book's. */
    public double holdingBase;
    /** Net delta to be kept. */
    public double targetBase;
    /** Infinite before the first trade. */
    public double yearsSinceLastTrade = Double.POSITIVE_INFINITY;
    /** Quote per base; infinite before the first trade. */
    public double priceAtLastTrade = Double.POSITIVE_INFINITY;
    /** Expected, from this decision to the next. */
    public double yearsToNextDecision;

    /** Of the value traded. */
    public double proportionalCost;
    /** Of one trade of whatever size: gas. */
    public double fixedCostQuote;

    /** Of the whole vault. */
    public double navQuote;
    /** Collateral over what liquidation would ask for at the hedge's weakest venue; infinite without a margin. */
    public double healthFactor = Double.POSITIVE_INFINITY;
    /** What the book and its hedge have earned so far, marked to the model and after costs; 0 for a free, perfect hedge. */
    public double surplusQuote;
    /** No trigger may lie further from the exact hedge. */
    public double widestHalfWidthBase = NO_CAP;

    private final BookCurve.Point point = new BookCurve.Point();

    /** The holding that makes the net delta the target, as of now. */
    public double exactHoldingBase() {
        return targetBase - bookDeltaBase;
    }

    public double netDeltaBase() {
        return bookDeltaBase + holdingBase;
    }

    boolean hasExpiry() {
        return yearsToExpiry < Double.POSITIVE_INFINITY;
    }

    /** e^(−rτ); 1 for a book without expiry. */
    double discount() {
        return hasExpiry() ? Math.exp(-ratePerYear * yearsToExpiry) : 1;
    }

    /** Standard deviation, in base, of what the book's delta moves by until the next decision, at this gamma. */
    double stepBase(double gammaBasePerQuote) {
        return Math.abs(gammaBasePerQuote) * price * volatility * Math.sqrt(yearsToNextDecision);
    }

    /** The book as it would be with more time or variance; always the same object, overwritten by the next call. */
    BookCurve.Point bookAt(double timeStretch, double varianceStretch) {
        if (curve == null) {
            point.deltaBase = bookDeltaBase;
            point.gammaBasePerQuote = bookGammaBasePerQuote;
        } else {
            curve.at(price, timeStretch, varianceStretch, point);
        }
        return point;
    }
}
