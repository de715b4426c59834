package io.evenkeel.hedge;

/**
 * For a book without gamma: a deviation does not come and go with the price, it stays until it is traded away. With
 *
 * <pre>
 *   A  = λ σ² S² H                  marginal risk per base token over the horizon H
 *   saved(d → x) = A (d² − x²) / 2  certainty equivalent of the variance that trading from d to x avoids
 *   paid(d → x)  = c S (d − x) + k  fee and gas
 * </pre>
 *
 * the best landing is where the next token saves as much as it costs, {@code x* = c S / A}, and going there from
 * {@code d} saves {@code A (d − x*)² / 2 − k} net. So one trades beyond {@code x* + sqrt(2 k / A)} and never before.
 *
 * @param riskAversionPerQuote λ, per whole unit of quote token: the certainty equivalent of a variance v (quote²) is
 *     λ v / 2. It scales inversely with the size of the vault
 * @param horizonYears H, how long the deviation is expected to last if nothing is done
 */
public record MinimumTrade(double riskAversionPerQuote, double horizonYears) implements HedgeRule {
    public MinimumTrade {
        WhalleyWilmott.requireRiskAversion(riskAversionPerQuote);
        if (!(horizonYears > 0 && Double.isFinite(horizonYears))) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizonYears);
        }
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        double risk = riskAversionPerQuote * in.volatility * in.volatility * in.price * in.price * horizonYears;
        double landing = in.proportionalCost * in.price / risk;
        double trigger = landing + Math.sqrt(2 * in.fixedCostQuote / risk);
        double widest = in.widestHalfWidthBase;
        if (trigger > widest) {
            // forced to trade earlier than it pays: come far enough inside not to be forced again at once
            trigger = widest;
            landing = Math.min(landing, widest / 2);
        }
        out.around(in.exactHoldingBase(), landing, trigger);
    }
}
