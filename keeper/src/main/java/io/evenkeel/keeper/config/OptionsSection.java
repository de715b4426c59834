package io.evenkeel.keeper.config;

import io.evenkeel.market.Pair;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.OptionProgramme;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The optional group {@code limits.options}: without it no option is ever traded. */
final class OptionsSection {
    private static final BigDecimal MOST = new BigDecimal("1e15");
    private static final Bps LEAST = new Bps(1);
    private static final Duration LONGEST = Duration.ofDays(730);

    private OptionsSection() {}

    static Optional<OptionLimits> read(ConfigSection limits, Pair pair) {
        return limits.optionalSection("options").flatMap(keys -> read(limits, keys, pair));
    }

    private static Optional<OptionLimits> read(ConfigSection limits, ConfigSection keys, Pair pair) {
        Bps gamma = keys.bps("gamma", LEAST, Bps.WHOLE);
        Bps gammaMove = keys.bps("gammaMove", LEAST, Bps.WHOLE);
        Bps vega = keys.bps("vega", LEAST, Bps.WHOLE);
        Bps vegaMove = keys.bps("vegaMove", LEAST, Bps.WHOLE);
        Duration horizon = keys.duration("horizon", Duration.ofHours(1), LONGEST);
        double aversion = keys.number("riskAversionPerQuote", 1e-12, 1e3);
        double ofVolatility = keys.number("volatilityOfVolatility", 0, 100);
        TokenAmount perPlan = LimitsSection.amount(keys, "mostPremiumPerPlan", pair.quote(), MOST);
        TokenAmount perDay = LimitsSection.amount(keys, "mostPremiumPerDay", pair.quote(), MOST);
        Optional<OptionProgramme> write = programme(keys, "write");
        Optional<OptionProgramme> protect = programme(keys, "protect");
        if (keys.hasProblems()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OptionLimits(
                    gamma,
                    gammaMove,
                    vega,
                    vegaMove,
                    horizon,
                    aversion,
                    ofVolatility,
                    perPlan,
                    perDay,
                    write,
                    protect,
                    TokenAmount.zero(pair.quote())));
        } catch (IllegalArgumentException refused) {
            limits.problem("options", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<OptionProgramme> programme(ConfigSection keys, String name) {
        return keys.optionalSection(name).flatMap(programme -> {
            Bps part = programme.bps("part", LEAST, Bps.WHOLE);
            double delta = programme.number("delta", 0.01, 0.99);
            Duration least = programme.duration("leastToExpiry", Duration.ofHours(1), LONGEST);
            Duration most = programme.duration("mostToExpiry", Duration.ofHours(1), LONGEST);
            if (programme.hasProblems()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new OptionProgramme(part, delta, least, most));
            } catch (IllegalArgumentException refused) {
                keys.problem(name, String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }
}
