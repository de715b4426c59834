package io.evenkeel.hedge;

/**
 * Shows a rule the gamma that the price meets before it leaves the band, rather than that of the spot: the slope of the
 * delta over the move x that takes it from the middle to a trigger,
 *
 * <pre>Γ' = (Δ(S + x) − Δ(S − x)) / (2 x),   |Γ'| x = half of the distance between the triggers for Γ'</pre>
 *
 * The left side grows with x and the right side does not, so there is one such x. Where gamma is smooth, Γ' is gamma.
 * Where it breaks off, at the ends of a liquidity range, a band from the gamma of the spot jumps between its full width
 * and none, and each crossing of the end costs a trade; this one becomes narrower before the end and stays open for a
 * while beyond it.
 *
 * <p>For books whose delta depends on the price alone: the rule is shown neither curve nor expiry. A book whose curve is
 * not known is shown as it is.
 */
public record SecantGamma(HedgeRule rule) implements HedgeRule {
    /** The price is looked at no farther than this part of itself on either side. */
    private static final double FARTHEST = 0.6;

    private static final double NEAREST = 1e-4;
    /** Closer than this to the gamma of the spot, nothing breaks off within the band. */
    private static final double SMOOTH = 0.02;
    /** Both sides of the equation agree to this part, and Γ' to less. */
    private static final double CLOSE = 0.02;

    private static final int MOST_TRIES = 10;

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        BookCurve curve = in.curve;
        double years = in.yearsToExpiry;
        double gamma = in.bookGammaBasePerQuote;
        in.yearsToExpiry = Double.POSITIVE_INFINITY;
        in.curve = null;
        rule.fill(in, out);
        if (curve != null) {
            double spotMove = gamma == 0 ? Double.POSITIVE_INFINITY : halfWidth(out) / Math.abs(gamma);
            boolean smooth = spotMove < FARTHEST * in.price
                    && (spotMove == 0 || Math.abs(slope(in, curve, spotMove) / gamma - 1) < SMOOTH);
            if (!smooth) {
                search(in, curve, out);
            }
        }
        in.curve = curve;
        in.yearsToExpiry = years;
        in.bookGammaBasePerQuote = gamma;
    }

    /**
     * In logarithms the excess rises with the move by one or more, so that a step of its own size from a move that is
     * too long brackets the answer; then false position, in which an end that stays twice is believed half as much.
     */
    private void search(HedgeInputs in, BookCurve curve, HoldingBand out) {
        double low = Math.log(NEAREST * in.price);
        double high = Math.log(FARTHEST * in.price);
        double tooShort = Double.NEGATIVE_INFINITY;
        double tooLong = Double.POSITIVE_INFINITY;
        double at = high;
        double before = 0;
        for (int i = 0; i < MOST_TRIES; i++) {
            double move = Math.exp(at);
            double slope = slope(in, curve, move);
            in.bookGammaBasePerQuote = slope;
            rule.fill(in, out);
            double excess = slope == 0 ? Double.NEGATIVE_INFINITY : Math.log(Math.abs(slope) * move / halfWidth(out));
            if (Math.abs(excess) < CLOSE || (i == 0 && excess <= 0)) {
                return;
            }
            if (excess > 0) {
                high = at;
                tooLong = excess;
                tooShort = before > 0 ? tooShort / 2 : tooShort;
            } else {
                low = at;
                tooShort = excess;
                tooLong = before < 0 ? tooLong / 2 : tooLong;
            }
            before = excess;
            double next = tooShort > Double.NEGATIVE_INFINITY
                    ? low + (high - low) * tooShort / (tooShort - tooLong)
                    : high - tooLong;
            at = next > low && next < high ? next : (low + high) / 2;
        }
    }

    private static double slope(HedgeInputs in, BookCurve curve, double move) {
        double price = in.price;
        in.curve = curve;
        in.price = price + move;
        double above = in.bookAt(1, 1).deltaBase;
        in.price = price - move;
        double below = in.bookAt(1, 1).deltaBase;
        in.price = price;
        in.curve = null;
        return (above - below) / (2 * move);
    }

    private static double halfWidth(HoldingBand band) {
        return (band.triggerHigh - band.triggerLow) / 2;
    }
}
