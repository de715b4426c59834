package io.evenkeel.hedge;

/**
 * As wide as what the delta is expected to move by itself, so that a wilder market does not make it trade more often:
 *
 * <pre>trigger = m |Γ| S σ √H</pre>
 *
 * A band w is left after (w / (Γ S σ))² of time on average, here m² H whatever the volatility. Blind to cost: a
 * yardstick, to be paired with {@link MinimumTrade} by {@link WiderOf} where trades pay gas.
 *
 * @param deviations m, positive
 * @param horizonYears H, positive
 * @param landingPart part of the trigger to come back to, 0 to 1
 */
public record VolatilityScaledBand(double deviations, double horizonYears, double landingPart) implements HedgeRule {
    public VolatilityScaledBand {
        if (!(deviations > 0 && Double.isFinite(deviations))) {
            throw new IllegalArgumentException("deviations must be positive, were " + deviations);
        }
        if (!(horizonYears > 0 && Double.isFinite(horizonYears))) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizonYears);
        }
        if (!(landingPart >= 0 && landingPart <= 1)) {
            throw new IllegalArgumentException("the landing must lie inside the trigger, was " + landingPart);
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double move = Math.abs(in.bookGammaBasePerQuote) * in.price * in.volatility * Math.sqrt(horizonYears);
        double reach = Math.min(deviations * move, in.widestHalfWidthBase);
        out.around(in.exactHoldingBase(), reach * landingPart, reach);
    }
}
