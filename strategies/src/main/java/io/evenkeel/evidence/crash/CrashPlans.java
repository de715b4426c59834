package io.evenkeel.evidence.crash;

import io.evenkeel.backtest.BacktestPlan;
import io.evenkeel.backtest.HeldBook;
import io.evenkeel.backtest.ImpactCurve;
import io.evenkeel.backtest.VenueTerms;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.util.List;

/**
 * What every rule is given alike: two perpetuals and a loan, their costs, the margins, gas of a rollup. Margins are
 * those of Rage Trade for everybody: restored at a health factor of 1.2, to 1.5.
 */
final class CrashPlans {
    private static final ChainId CHAIN = new ChainId(Long.MAX_VALUE - 1);
    private static final Token BASE =
            new Token(CHAIN, new Address("0x00000000000000000000000000000000000000ba"), "BASE", 18);
    private static final Token QUOTE =
            new Token(CHAIN, new Address("0x00000000000000000000000000000000000000c0"), "QUOTE", 18);
    private static final VenueCaps CAPS = new VenueCaps(new Bps(6_000), new Bps(6_000));
    /** Arbitrum's usual base fee: the public hedgers live on rollups. */
    private static final double GAS_PRICE_GWEI = 0.1;

    private static final double PRIOR_VOLATILITY = 0.9;
    private static final long HALF_LIFE_SECONDS = 2 * 86_400;
    private static final int SERIES_POINTS = 2;

    static final List<VenueTerms> VENUES = List.of(
            new VenueTerms.Perp(
                    "perp-one",
                    CAPS,
                    0.0005,
                    new ImpactCurve(0.002, 2_000, 1),
                    10,
                    0.05,
                    0.01,
                    1,
                    0,
                    28_800,
                    2_600_000,
                    900_000),
            new VenueTerms.Perp(
                    "perp-two",
                    CAPS,
                    0.001,
                    new ImpactCurve(0.001, 2_000, 1),
                    10,
                    0.0625,
                    0.01,
                    1,
                    0,
                    28_800,
                    900_000,
                    200_000),
            new VenueTerms.Loan(
                    "loan",
                    CAPS,
                    0.0005,
                    new ImpactCurve(0.002, 2_000, 1),
                    0.80,
                    0.825,
                    0.05,
                    0.03,
                    0.02,
                    420_000,
                    280_000));

    private CrashPlans() {}

    static BacktestPlan of(CrashWeek week, HeldBook book, HedgeRule rule) {
        RiskLimits limits = new RiskLimits(
                new MarginLimits(new Bps(2_000), new Bps(5_000), new Bps(5_000), new Bps(8_000)),
                new CostLimits(
                        TokenAmount.of(QUOTE, "10000000"), new Bps(300), FeePerGas.ofGwei("0"), new Gas(400_000)),
                new BandLimits(
                        rule, PRIOR_VOLATILITY, Duration.ofSeconds(week.input().barSeconds()), new Bps(9_999)),
                new SpreadLimits(Duration.ofDays(2), new Bps(500), new Bps(100), new Bps(10_000)),
                TokenAmount.of(QUOTE, "0"),
                TokenAmount.of(BASE, "0.05"),
                Duration.ofMinutes(2));
        return new BacktestPlan(
                week.name(),
                book,
                VENUES,
                List.of(),
                limits,
                0,
                1,
                HALF_LIFE_SECONDS,
                1,
                week.fillDelayBars(),
                GAS_PRICE_GWEI,
                SERIES_POINTS);
    }
}
