package io.evenkeel.keeper.cli;

import io.evenkeel.hedge.ByBook;
import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedBand;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.MinimumTrade;
import io.evenkeel.hedge.StepAwareBand;
import io.evenkeel.hedge.VolatilityScaledBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.WiderOf;
import io.evenkeel.hedge.Zakamouline;
import java.math.BigDecimal;
import java.util.Locale;

/** A rule in an operator's words. */
final class RuleWords {
    private static final double DAYS_PER_YEAR = 365;

    private RuleWords() {}

    static String of(HedgeRule rule) {
        return switch (rule) {
            case ByBook byBook -> of(byBook.expiring()) + " for options; " + of(byBook.perpetual()) + " for the rest";
            case WiderOf wider -> "the wider of " + of(wider.first()) + " and " + of(wider.second());
            case StepAwareBand step -> "step-aware, risk aversion " + plain(step.riskAversionPerQuote());
            case WhalleyWilmott whalley -> "Whalley-Wilmott, risk aversion " + plain(whalley.riskAversionPerQuote());
            case Zakamouline zakamouline -> "Zakamouline, risk aversion " + plain(zakamouline.riskAversionPerQuote());
            case Clock clock ->
                String.format(Locale.ROOT, "every %.2f hours", clock.intervalYears() * DAYS_PER_YEAR * 24);
            case MinimumTrade least ->
                String.format(Locale.ROOT, "minimum trade over %.1f days", least.horizonYears() * DAYS_PER_YEAR);
            case VolatilityScaledBand scaled ->
                String.format(
                        Locale.ROOT,
                        "%.2f deviations over %.2f days",
                        scaled.deviations(),
                        scaled.horizonYears() * DAYS_PER_YEAR);
            case FixedBand fixed -> "fixed band of " + fixed.trigger() + " of the vault's value";
            default -> rule.toString();
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
