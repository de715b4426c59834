package io.evenkeel.backtest;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.MinimumTrade;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.hedge.WiderOf;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A run with everything a story needs said, and the rest ordinary: hourly bars, a vault of a million dollars. */
record ABacktest(
        BacktestInput input,
        HeldBook book,
        List<VenueTerms> venues,
        List<Disruption> disruptions,
        MarginLimits margins,
        HedgeRule rule,
        int fillDelayBars) {
    static final long START = 1_600_000_000L;
    static final double RISK_AVERSION = 1e-4;

    static ABacktest over(double... prices) {
        return new ABacktest(
                bars(prices),
                HeldBook.spot(300, 1_000_000),
                List.of(perp("perp")),
                List.of(),
                new MarginLimits(new Bps(2000), new Bps(4000), new Bps(3500), new Bps(6000)),
                new WiderOf(new WhalleyWilmott(RISK_AVERSION), new MinimumTrade(RISK_AVERSION, 1 / 365.0)),
                0);
    }

    static BacktestInput bars(double... prices) {
        long[] times = new long[prices.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = START + 3600L * i;
        }
        return BacktestInput.of(times, prices, 3600);
    }

    static double[] flat(int bars, double value) {
        double[] column = new double[bars];
        Arrays.fill(column, value);
        return column;
    }

    static VenueTerms.Perp perp(String name) {
        return new VenueTerms.Perp(
                name,
                new VenueCaps(new Bps(9000), new Bps(9900)),
                0.0005,
                new ImpactCurve(0.002, 2000, 1),
                10,
                0.0625,
                0.01,
                1,
                0,
                8 * 3600,
                900_000,
                200_000);
    }

    static VenueTerms.Perp free(String name) {
        return new VenueTerms.Perp(
                name,
                new VenueCaps(new Bps(9000), new Bps(9900)),
                0,
                new ImpactCurve(0, 1e6, 1),
                10,
                0.0625,
                0.01,
                1,
                0,
                8 * 3600,
                0,
                0);
    }

    static VenueTerms.Loan loan(String name) {
        return new VenueTerms.Loan(
                name,
                new VenueCaps(new Bps(9000), new Bps(9900)),
                0.001,
                new ImpactCurve(0.002, 2000, 1),
                0.8,
                0.825,
                0.05,
                0.03,
                0.02,
                420_000,
                280_000);
    }

    static VenueTerms.Spot spot(String name) {
        return new VenueTerms.Spot(
                name, new VenueCaps(new Bps(9000), new Bps(9900)), 0.001, new ImpactCurve(0.002, 2000, 1), 150_000);
    }

    ABacktest holding(HeldBook newBook) {
        return new ABacktest(input, newBook, venues, disruptions, margins, rule, fillDelayBars);
    }

    ABacktest at(VenueTerms... newVenues) {
        return new ABacktest(input, book, List.of(newVenues), disruptions, margins, rule, fillDelayBars);
    }

    ABacktest with(BacktestInput newInput) {
        return new ABacktest(newInput, book, venues, disruptions, margins, rule, fillDelayBars);
    }

    ABacktest disturbedBy(Disruption disruption) {
        List<Disruption> all = new ArrayList<>(disruptions);
        all.add(disruption);
        return new ABacktest(input, book, venues, all, margins, rule, fillDelayBars);
    }

    ABacktest withMargins(int floor, int target, int shock, int withdraw) {
        MarginLimits limits = new MarginLimits(new Bps(floor), new Bps(target), new Bps(shock), new Bps(withdraw));
        return new ABacktest(input, book, venues, disruptions, limits, rule, fillDelayBars);
    }

    ABacktest deciding(HedgeRule newRule) {
        return new ABacktest(input, book, venues, disruptions, margins, newRule, fillDelayBars);
    }

    ABacktest fillingOneBarLater() {
        return new ABacktest(input, book, venues, disruptions, margins, rule, 1);
    }

    BacktestResult run() {
        return Backtest.run(input, plan(), BacktestProgress.NONE);
    }

    BacktestPlan plan() {
        RiskLimits limits = new RiskLimits(
                margins,
                new CostLimits(TokenAmount.of(USDC, "100000"), new Bps(300), FeePerGas.ofGwei("0"), new Gas(400_000)),
                new BandLimits(rule, 0.8, Duration.ofHours(1), new Bps(5000)),
                new SpreadLimits(Duration.ofDays(2), new Bps(500), new Bps(100), new Bps(10_000)),
                TokenAmount.of(USDC, "0"),
                TokenAmount.of(WETH, "0.001"),
                Duration.ofMinutes(2));
        return new BacktestPlan(
                "test", book, venues, disruptions, limits, 0, 0.05, 5 * 86_400, 1, fillDelayBars, 20, 500);
    }
}
