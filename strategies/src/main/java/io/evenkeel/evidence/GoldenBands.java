package io.evenkeel.evidence;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.Zakamouline;
import java.util.List;

/**
 * Half-widths of the two published bands at one point: gamma 0.02, price 5,000, three months, volatility 20 %, λ 1,
 * cost 0.05 %, no rate. Nothing here is random.
 */
final class GoldenBands implements Experiment {
    private static final Criterion TO_THE_LAST_DIGIT = new Criterion.WithinDistance(1e-6);
    private static final double YEARS = 0.25;

    @Override
    public String table() {
        return "golden-bands";
    }

    @Override
    public String description() {
        return "Half-widths of the published bands (pfhedge for Whalley-Wilmott, the public implementation of"
                + " Zakamouline). Within 1e-6.";
    }

    @Override
    public Sampling sampling() {
        return new Sampling(1, Sampling.MIN_PATHS);
    }

    @Override
    public List<Part> parts(Sampling sampling) {
        return List.of(Part.of(
                "half-widths",
                () -> List.of(
                        row("Whalley-Wilmott", 0.114471, new WhalleyWilmott(1)),
                        row("Zakamouline", 0.0209537, new Zakamouline(1, YEARS)))));
    }

    private EvidenceRow row(String name, double published, HedgeRule rule) {
        HedgeInputs inputs = new HedgeInputs();
        inputs.price = 5_000;
        inputs.volatility = 0.2;
        inputs.bookDeltaBase = -0.5;
        inputs.bookGammaBasePerQuote = -0.02;
        inputs.optionPartOfGamma = 1;
        inputs.yearsToExpiry = YEARS;
        inputs.proportionalCost = 0.0005;
        HoldingBand band = new HoldingBand();
        rule.fill(inputs, band);
        double halfWidth = (band.triggerHigh - band.triggerLow) / 2;
        return EvidenceRow.compare(
                table(), name, "half-width", published, Estimate.exact(halfWidth), TO_THE_LAST_DIGIT);
    }
}
