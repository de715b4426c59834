package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A day that halves the price and brings back half of it, decided minute by minute with the venues' own margin maths.
 * The oracle follows the market with a deviation of 0.5 % and a heartbeat of an hour; the pools follow it at once.
 */
class CrashDayTest {
    private static final Token VIRTUAL_USD = new Token(CHAIN, USDC.address(), "vUSD", 18);
    private static final long CRASH_STARTS =
            Instant.parse("2021-05-19T00:00:00Z").getEpochSecond();
    private static final String MINUTES = "ethusdt_binance_spot_1m_2021-04-20_2021-05-20.csv.gz";

    @Test
    void ofGeneratedMinutesIsSurvivedLevel() {
        Day day = new Day(generated(new Random(20210519), 600));

        day.run();

        day.mustBeLevelAndUnharmed();
    }

    @Test
    void of19May2021IsSurvivedLevel() throws IOException {
        Optional<Path> data = marketData();
        assumeTrue(data.isPresent(), "no market data beside the project");
        Day day = new Day(minutes(data.orElseThrow()));

        day.run();

        day.mustBeLevelAndUnharmed();
    }

    /** One vault through one day. */
    private static final class Day {
        private final List<Double> market;
        private double oracle;
        private int minutesSinceRound;
        private AVault vault;
        private final AVault unhedged;
        private final List<Double> hedgedNav = new ArrayList<>();
        private final List<Double> unhedgedNav = new ArrayList<>();
        private double nearestLiquidation = 9;
        private double furthestAfterPlan;
        private int plans;
        private int transactionsRefused;
        private final List<String> refusals = new ArrayList<>();
        private double perpShareMost;
        private double loanMost;

        Day(List<Double> market) {
            this.market = market;
            this.oracle = market.getFirst();
            String weth = BigDecimal.valueOf(1_000_000 / oracle)
                    .setScale(9, RoundingMode.DOWN)
                    .toPlainString();
            AVault bare = AVault.aVault().priced(oracle).holding(weth, "400000");
            this.unhedged = bare.withRangeAround(oracle, 600_000);
            this.vault = unhedged.with(
                            RealVenues.perp(PerpV2Account.withBalance(BigInteger.ZERO), oracle, oracle),
                            RealVenues.loan(0, 0, oracle, oracle))
                    .policy(p -> new AVault.Limits("0", 200, 120_000, 30_000_000, 20, false, false, true));
        }

        void run() {
            for (double price : market) {
                minute(price);
            }
        }

        private void minute(double price) {
            minutesSinceRound++;
            if (Math.abs(price / oracle - 1) >= 0.005 || minutesSinceRound >= 60) {
                oracle = price;
                minutesSinceRound = 0;
            }
            vault = moved(vault, price);
            for (Venue venue : vault.venues()) {
                assertThat(venue.protocolEquity())
                        .as("%s at %s", venue.id(), price)
                        .isGreaterThanOrEqualTo(venue.maintenance().asDelta());
                venue.liquidationPriceAbove()
                        .ifPresent(level ->
                                nearestLiquidation = Math.min(nearestLiquidation, level.asDouble() / oracle - 1));
            }
            switch (HedgePlanner.plan(
                    vault.snapshot(), TestLimits.withSlippage(new Bps(200)), new PlannerMode.Normal())) {
                case Decision.Act act -> {
                    vault = PaperChain.carryOut(vault, act.plan());
                    plans++;
                    furthestAfterPlan = Math.max(furthestAfterPlan, Math.abs(vault.netDelta()) / vault.band());
                }
                case Decision.Refuse refuse -> {
                    transactionsRefused++;
                    refusals.add(price + " " + refuse.reasons());
                }
                case Decision.Hold hold -> {}
            }
            hedgedNav.add(vault.nav());
            unhedgedNav.add(unhedged.priced(oracle).nav());
            perpShareMost =
                    Math.max(perpShareMost, -vault.venues().get(0).hedge().wholeAsDouble() * oracle / vault.nav());
            loanMost = Math.max(loanMost, -vault.venues().get(1).hedge().wholeAsDouble() * oracle / vault.nav());
        }

        private AVault moved(AVault before, double price) {
            PerpV2Position perp = (PerpV2Position) before.venues().get(0);
            AaveV3Position loan = (AaveV3Position) before.venues().get(1);
            return before.priced(oracle)
                    .replacing(RealVenues.perp(perp.account(), oracle, price))
                    .replacing(RealVenues.loan(
                            whole(loan.base().supplied(), 18),
                            whole(loan.quote().supplied(), 6),
                            whole(loan.base().debt(), 18),
                            oracle,
                            price,
                            backing(before)));
        }

        /** As the keeper does: base while the vault has some left, then the quote that selling the loan left idle. */
        private Token backing(AVault now) {
            double idleBase = now.idleBase().wholeAsDouble() * oracle;
            return idleBase * 10 >= now.idleQuote().wholeAsDouble() ? WETH : USDC;
        }

        void mustBeLevelAndUnharmed() {
            String story = "plans %d, refused %d, furthest after a plan %.2f of the band, nearest liquidation %.1f %%,"
                            .formatted(plans, transactionsRefused, furthestAfterPlan, nearestLiquidation * 100)
                    + " NAV %.0f to %.0f, unhedged to %.0f, std %.4f of the unhedged, perp %.2f, loan %.2f of NAV"
                            .formatted(
                                    hedgedNav.getFirst(),
                                    hedgedNav.getLast(),
                                    unhedgedNav.getLast(),
                                    deviation(hedgedNav) / deviation(unhedgedNav),
                                    perpShareMost,
                                    loanMost);
            assertThat(furthestAfterPlan).as(story).isLessThanOrEqualTo(1);
            assertThat(plans)
                    .as("trades when it must, and chases no swing of the premium: " + story)
                    .isLessThan(100);
            assertThat(nearestLiquidation).as(story).isGreaterThan(0.08);
            assertThat(transactionsRefused).as(story + refusals).isZero();
            assertThat(deviation(hedgedNav) / deviation(unhedgedNav)).as(story).isLessThan(0.10);
            assertThat(perpShareMost).as(story).isBetween(0.05, 0.5);
            assertThat(loanMost).as(story).isBetween(0.05, 0.6);
        }
    }

    /** Falls by half with minutes of −9 % and +8.5 %, and comes back half of the way. */
    private static List<Double> generated(Random random, int minutes) {
        List<Double> prices = new ArrayList<>();
        double price = 3400;
        for (int i = 0; i < minutes; i++) {
            double drift = i < minutes * 2 / 3 ? -0.0016 : 0.0016;
            double move = drift + 0.004 * random.nextGaussian();
            if (i % 97 == 60) {
                move = -0.09;
            } else if (i % 97 == 61 || i % 97 == 64) {
                move = 0.085;
            }
            price *= Math.exp(move);
            prices.add(price);
        }
        return prices;
    }

    private static Optional<Path> marketData() {
        String named =
                System.getProperty("EVENKEEL_DATA", System.getenv().getOrDefault("EVENKEEL_DATA", "../../shared/data"));
        return Optional.of(Path.of(named, MINUTES)).filter(Files::exists);
    }

    private static List<Double> minutes(Path file) throws IOException {
        List<Double> closes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                long at = Long.parseLong(cells[0]);
                if (at >= CRASH_STARTS && at < CRASH_STARTS + 86_400) {
                    closes.add(Double.parseDouble(cells[4]));
                }
            }
        }
        return closes;
    }

    private static double deviation(List<Double> nav) {
        double squares = 0;
        for (int i = 1; i < nav.size(); i++) {
            double move = Math.log(nav.get(i) / nav.get(i - 1));
            squares += move * move;
        }
        return Math.sqrt(squares / (nav.size() - 1));
    }

    private static double whole(BigInteger units, int decimals) {
        return new BigDecimal(units, decimals).doubleValue();
    }
}
