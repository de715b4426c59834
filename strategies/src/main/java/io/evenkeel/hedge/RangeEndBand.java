package io.evenkeel.hedge;

/**
 * For liquidity ranges where trades pay gas: what to do beyond the end of a range, where there is no gamma and a rule
 * that looks at gamma alone trades to the target at once, to trade back when the price returns.
 *
 * <p>A deviation h that the way back would undo may stay. Waiting at a distance d from the range saves the gas and twice
 * the fee, K = k + 2 c S h, if the price returns, and costs λ h² σ² S² / 2 a year until then. The value of waiting
 * solves V'' = −λ h² with V = K and V' = 0 where one gives up (value matching and smooth fit), which puts that at
 *
 * <pre>h d = sqrt(2 K / λ)</pre>
 *
 * whatever the volatility. At the end itself the half-width w of the rule inside holds, and in between the two are
 * joined as {@code 1 / h = 1 / w + d / sqrt(2 K / λ)}, which a dynamic programme of the whole problem confirms to its
 * grid. On the other side of the target, and once one trades at all, the target is the place to be.
 *
 * <p>Inside the range, for books whose curve is not known and for those that never have gamma it is the rule itself,
 * which is shown no expiry.
 *
 * @param inside decides where there is gamma
 * @param riskAversionPerQuote λ, per whole unit of quote token
 */
public record RangeEndBand(HedgeRule inside, double riskAversionPerQuote) implements HedgeRule {
    /** The range is looked for no farther than this part of the price on either side. */
    private static final double FARTHEST = 0.6;
    /** Finds its end to 4e-5 of the price. */
    private static final int HALVINGS = 14;
    /** K depends on h: each turn takes the error down by more than half. */
    private static final int TURNS = 4;

    public RangeEndBand {
        WhalleyWilmott.requireRiskAversion(riskAversionPerQuote);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        BookCurve curve = in.curve;
        if (curve == null || in.bookGammaBasePerQuote != 0) {
            askInside(in, out);
            return;
        }
        double above = 0;
        double below = 0;
        for (int direction = -1; direction <= 1; direction += 2) {
            double change = deltaAt(in, direction * FARTHEST) - in.bookDeltaBase;
            if (change != 0) {
                double width = width(in, direction, out);
                // where the book's delta would fall, the right holding would rise towards one that is too high
                above = change < 0 ? Math.max(above, width) : above;
                below = change > 0 ? Math.max(below, width) : below;
            }
        }
        double exact = in.exactHoldingBase();
        double widest = in.widestHalfWidthBase;
        out.set(exact - Math.min(below, widest), exact, exact, exact + Math.min(above, widest));
    }

    private double width(HedgeInputs in, int direction, HoldingBand scratch) {
        double end = distanceToEnd(in, direction);
        double price = in.price;
        in.price = price * (1 + direction * end);
        in.bookGammaBasePerQuote = in.bookAt(1, 1).gammaBasePerQuote;
        askInside(in, scratch);
        in.price = price;
        in.bookGammaBasePerQuote = 0;
        double atEnd = (scratch.triggerHigh - scratch.triggerLow) / 2;
        double distance = end * price;
        double width = atEnd;
        for (int i = 0; i < TURNS && width > 0; i++) {
            double saved = in.fixedCostQuote + 2 * in.proportionalCost * price * width;
            width = 1 / (1 / atEnd + distance / Math.sqrt(2 * saved / riskAversionPerQuote));
        }
        return width;
    }

    /** Part of the price, just inside the range. */
    private static double distanceToEnd(HedgeInputs in, int direction) {
        double outside = 0;
        double inside = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (outside + inside) / 2;
            if (deltaAt(in, direction * middle) == in.bookDeltaBase) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return inside;
    }

    private static double deltaAt(HedgeInputs in, double partOfPrice) {
        double price = in.price;
        in.price = price * (1 + partOfPrice);
        double delta = in.bookAt(1, 1).deltaBase;
        in.price = price;
        return delta;
    }

    private void askInside(HedgeInputs in, HoldingBand out) {
        BookCurve curve = in.curve;
        double years = in.yearsToExpiry;
        in.curve = null;
        in.yearsToExpiry = Double.POSITIVE_INFINITY;
        inside.fill(in, out);
        in.curve = curve;
        in.yearsToExpiry = years;
    }
}
