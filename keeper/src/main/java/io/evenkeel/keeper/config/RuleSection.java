package io.evenkeel.keeper.config;

import io.evenkeel.hedge.ByBook;
import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedBand;
import io.evenkeel.hedge.FixedDeltaBand;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.MinimumTrade;
import io.evenkeel.hedge.VolatilityScaledBand;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.WiderOf;
import io.evenkeel.hedge.Zakamouline;
import io.evenkeel.hedge.peers.LyraFutures;
import io.evenkeel.hedge.peers.OpynCrab;
import io.evenkeel.hedge.peers.RageTrade;
import io.evenkeel.units.Bps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The group {@code rule}: when to trade and how far. A keeper never trades by a rule that does not know what a trade
 * costs: the clock, the scaled band and Zakamouline's, which are blind to gas or to a book without gamma, trade there
 * only what {@link MinimumTrade} would trade as well. A back-test takes them as they are, to measure against.
 */
public final class RuleSection {
    /** And the fixed band, for who wants one number and sees every step. */
    public static final List<String> KEEPER =
            List.of("step-aware", "whalley-wilmott", "zakamouline", "volatility-scaled", "clock", "fixed-band");
    /** And the yardsticks. */
    public static final List<String> BACKTEST = List.of(
            "step-aware",
            "whalley-wilmott",
            "zakamouline",
            "volatility-scaled",
            "fixed-band",
            "fixed-delta",
            "clock",
            "opyn-crab",
            "lyra-futures",
            "rage-trade");

    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final double LEAST_RISK_AVERSION = 1e-12;
    private static final double MOST_RISK_AVERSION = 1e3;

    private final ConfigSection keys;
    private final boolean paysItsGas;

    private RuleSection(ConfigSection keys, boolean paysItsGas) {
        this.keys = keys;
        this.paysItsGas = paysItsGas;
    }

    /** @param kinds those that may be chosen; empty when what is there is no such rule, and then a problem says why */
    public static Optional<HedgeRule> read(ConfigSection keys, List<String> kinds) {
        return new RuleSection(keys, kinds.equals(KEEPER)).read(keys.oneOf("kind", kinds.toArray(String[]::new)));
    }

    private Optional<HedgeRule> read(String kind) {
        return switch (kind) {
            case "step-aware" -> stepAware();
            case "whalley-wilmott" -> whalleyWilmott();
            case "zakamouline" -> zakamouline();
            case "volatility-scaled" -> volatilityScaled();
            case "fixed-band" -> fixedBand();
            case "fixed-delta" -> fixedDelta();
            case "clock" -> clock();
            case "opyn-crab" -> checked(OpynCrab::publishedV2);
            case "lyra-futures" -> lyraFutures();
            case "rage-trade" -> checked(RageTrade::published);
            default -> throw new IllegalStateException("no rule is called " + kind);
        };
    }

    private Optional<HedgeRule> stepAware() {
        double riskAversion = riskAversion();
        double years = years("horizonWithoutGamma", Duration.ofMinutes(1));
        return checked(() -> ByBook.standard(riskAversion, years));
    }

    private Optional<HedgeRule> whalleyWilmott() {
        double riskAversion = riskAversion();
        double years = years("horizonWithoutGamma", Duration.ofMinutes(1));
        return checked(() -> new WiderOf(new WhalleyWilmott(riskAversion), new MinimumTrade(riskAversion, years)));
    }

    private Optional<HedgeRule> zakamouline() {
        double riskAversion = riskAversion();
        double years = years("horizonWithoutExpiry", Duration.ofMinutes(1));
        return checked(() -> paysItsGas
                ? new WiderOf(new Zakamouline(riskAversion, years), new MinimumTrade(riskAversion, years))
                : new Zakamouline(riskAversion, years));
    }

    private Optional<HedgeRule> volatilityScaled() {
        double deviations = keys.number("deviations", 0.01, 100);
        double years = years("horizon", Duration.ofSeconds(1));
        double landing = keys.fraction("landing", 0, 1);
        return costAware(() -> new VolatilityScaledBand(deviations, years, landing));
    }

    private Optional<HedgeRule> fixedBand() {
        Bps trigger = keys.bps("trigger", new Bps(1), new Bps(9_999));
        Bps landing = keys.bps("landing", Bps.ZERO, Bps.WHOLE);
        return checked(() -> new FixedBand(trigger, landing));
    }

    private Optional<HedgeRule> fixedDelta() {
        double trigger = keys.number("triggerBase", 1e-9, 1e12);
        double landing = keys.fraction("landing", 0, 1);
        return checked(() -> new FixedDeltaBand(trigger, landing));
    }

    private Optional<HedgeRule> clock() {
        double years = years("every", Duration.ofSeconds(1));
        return costAware(() -> new Clock(years));
    }

    private Optional<HedgeRule> lyraFutures() {
        double threshold = keys.number("thresholdBase", 1e-9, 1e12);
        return checked(() -> LyraFutures.withThreshold(threshold));
    }

    /** Where it is a keeper's, with the keys that say what is worth its cost. */
    private Optional<HedgeRule> costAware(Supplier<HedgeRule> blind) {
        if (!paysItsGas) {
            return checked(blind);
        }
        double riskAversion = riskAversion();
        double years = years("horizonWithoutGamma", Duration.ofMinutes(1));
        return checked(() -> new WiderOf(blind.get(), new MinimumTrade(riskAversion, years)));
    }

    private double riskAversion() {
        return keys.number("riskAversionPerQuote", LEAST_RISK_AVERSION, MOST_RISK_AVERSION);
    }

    private double years(String key, Duration least) {
        return keys.duration(key, least, LONGEST).toSeconds() / SECONDS_PER_YEAR;
    }

    private Optional<HedgeRule> checked(Supplier<HedgeRule> rule) {
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(rule.get());
        } catch (IllegalArgumentException refused) {
            keys.problem("kind", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
