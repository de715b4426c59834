package io.evenkeel.risk;

import io.evenkeel.exposure.Exposures;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HedgeSituation;
import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.hedge.TradingCost;
import io.evenkeel.market.MarketSnapshot;

/**
 * Why the band is where it is: the rule is asked again about the same vault with one thing taken away at a time, and
 * the difference is what that thing does. Nothing is known here of how a rule works, so every rule is explained alike.
 * Bands are net delta, base token, at the best price.
 *
 * @param situation what the rule was asked about
 * @param band in force
 * @param withoutGas if trades cost their fee and impact alone
 * @param withoutWait if the next decision came at once
 * @param withoutCap if the policy's band were no limit
 */
public record BandExplanation(
        HedgeRule rule,
        HedgeSituation situation,
        NoTradeBand band,
        NoTradeBand withoutGas,
        NoTradeBand withoutWait,
        NoTradeBand withoutCap) {
    /** A part of the width that is rounding. */
    private static final double ROUNDING = 1e-9;
    /** No limit in practice, and still a number to reckon with. */
    private static final double FAR_WIDER = 1e6;

    public static BandExplanation of(MarketSnapshot snapshot, RiskLimits limits) {
        return of(
                limits.band().rule(),
                RiskCheck.bandCheck(snapshot, limits)
                        .situation(Exposures.of(snapshot, snapshot.price().best())));
    }

    static BandExplanation of(HedgeRule rule, HedgeSituation asked) {
        TradingCost noGas = new TradingCost(asked.cost().proportional(), 0);
        return new BandExplanation(
                rule,
                asked,
                BandCheck.band(rule, asked),
                BandCheck.band(rule, changed(asked, noGas, asked.yearsToNextDecision(), asked.widestHalfWidthBase())),
                BandCheck.band(rule, changed(asked, asked.cost(), 0, asked.widestHalfWidthBase())),
                BandCheck.band(
                        rule,
                        changed(
                                asked,
                                asked.cost(),
                                asked.yearsToNextDecision(),
                                asked.widestHalfWidthBase() * FAR_WIDER)));
    }

    /** Whether the planner's part of the policy's band is what stops it from being wider. */
    public boolean isCapped() {
        return width(withoutCap) > width(band) * (1 + ROUNDING);
    }

    /** From one trigger to the other, base token. */
    public static double width(NoTradeBand band) {
        return band.triggerHigh() - band.triggerLow();
    }

    private static HedgeSituation changed(HedgeSituation asked, TradingCost cost, double years, double widest) {
        return new HedgeSituation(
                asked.deltaBase(),
                asked.gammaBasePerQuote(),
                asked.targetBase(),
                asked.price(),
                asked.navQuote(),
                cost,
                asked.volatility(),
                years,
                widest,
                asked.hedge(),
                asked.options());
    }
}
