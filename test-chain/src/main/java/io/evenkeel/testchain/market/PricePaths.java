package io.evenkeel.testchain.market;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The paths scenarios play. */
public final class PricePaths {
    /** Names the folder with recorded market data; also an environment variable. */
    public static final String DATA_VARIABLE = "EVENKEEL_DATA";

    private static final String RECORDED_FILE = "ethusdt_binance_spot_1m_2021-04-20_2021-05-20.csv.gz";
    private static final Instant CRASH_DAY = Instant.parse("2021-05-19T00:00:00Z");
    private static final int MINUTES_PER_DAY = 1440;

    private PricePaths() {}

    /** The whole of 2021-05-19, a minute at a time: as recorded where the recording is at hand, else generated. */
    public static PricePath crashDay() {
        return recordedCrashDay().orElseGet(PricePaths::generatedCrashDay);
    }

    /** ETH in US dollars (Binance spot, USDT) on 2021-05-19, when the recording is at hand. */
    public static Optional<PricePath> recordedCrashDay() {
        return recordings()
                .map(folder -> folder.resolve(RECORDED_FILE))
                .filter(Files::exists)
                .map(file -> PricePath.ofBars(
                        "2021-05-19 as recorded", file, CRASH_DAY, CRASH_DAY.plus(Duration.ofDays(1))));
    }

    /**
     * A made-up day with the shape of 2021-05-19: half the value gone by early afternoon, minutes of almost ten
     * percent down and eight up at the bottom, half of the loss made good by the evening. Always the same.
     */
    public static PricePath generatedCrashDay() {
        // Minute of the day and price there.
        double[][] anchors = {
            {0, 3400},
            {240, 3300},
            {480, 3050},
            {600, 2900},
            {720, 2650},
            {770, 2450},
            {782, 2250},
            {783, 2045},
            {788, 1930},
            {789, 2090},
            {800, 2300},
            {900, 2600},
            {1080, 2450},
            {1260, 2650},
            {1439, 2450},
        };
        return new PricePath(
                "a generated day in the shape of 2021-05-19", through(anchors, MINUTES_PER_DAY, 20210519, 0.002));
    }

    /**
     * A market that falls by a tenth and then makes half of it good: enough that a vault which cannot trade at one of its
     * venues has to do so at another. The same shape for every seed, with the seed's noise on top.
     *
     * @param fallsFrom,fallsUntil parts of the path's length
     */
    public static PricePath slide(long seed, int minutes, MarketPrice start, double fallsFrom, double fallsUntil) {
        double last = minutes - 1;
        double usd = start.usd();
        double halfway = (fallsFrom + fallsUntil) / 2;
        double[][] anchors = {
            {0, usd},
            {fallsFrom * last, usd},
            {halfway * last, 0.93 * usd},
            {fallsUntil * last, 0.9 * usd},
            {last, 0.95 * usd},
        };
        return new PricePath("a fall of a tenth, seed " + seed, through(anchors, minutes, seed, 0.0008));
    }

    /**
     * A market that stands, falls by so much, and stays there, with a percent of noise.
     *
     * @param part that it falls by, 0.3 for 30 %
     * @param fallsFrom,fallsUntil parts of the path's length
     */
    public static PricePath fall(
            long seed, int steps, MarketPrice start, double part, double fallsFrom, double fallsUntil) {
        double last = steps - 1;
        double[][] anchors = {
            {0, start.usd()},
            {Math.rint(fallsFrom * last), start.usd()},
            {Math.rint(fallsUntil * last), (1 - part) * start.usd()},
            {last, (1 - part) * start.usd()},
        };
        return new PricePath(
                "a fall of " + Math.round(100 * part) + " %, seed " + seed, through(anchors, steps, seed, 0.005));
    }

    /**
     * @param anchors minute and price there; in between, the logarithm runs straight, with noise on top
     * @param minuteVolatility of that noise, which is pulled back to the line so that the path keeps its shape
     */
    private static List<MarketPrice> through(double[][] anchors, int minutes, long seed, double minuteVolatility) {
        Random random = new Random(seed);
        List<MarketPrice> prices = new ArrayList<>();
        int leg = 0;
        double noise = 0;
        for (int minute = 0; minute < minutes; minute++) {
            while (minute > anchors[leg + 1][0]) {
                leg++;
            }
            double[] from = anchors[leg];
            double[] to = anchors[leg + 1];
            double along = (minute - from[0]) / (to[0] - from[0]);
            noise = 0.9 * noise + minuteVolatility * random.nextGaussian();
            double onTheLine = Math.log(from[1]) + along * (Math.log(to[1]) - Math.log(from[1]));
            boolean atAnchor = minute == from[0] || minute == to[0];
            prices.add(MarketPrice.ofModel(Math.exp(onTheLine + (atAnchor ? 0 : noise))));
        }
        return prices;
    }

    /**
     * A random walk with jumps: the logarithm moves by a normal step each minute, and now and then jumps.
     *
     * @param volatilityPerYear standard deviation of a year's log-return without the jumps, 0.8 for 80 %
     * @param jumpsPerDay expected number of jumps; each is normal with a standard deviation of {@code jumpSize}
     */
    public static PricePath randomWalk(
            long seed, int minutes, MarketPrice start, double volatilityPerYear, double jumpsPerDay, double jumpSize) {
        Random random = new Random(seed);
        double perMinute = volatilityPerYear / Math.sqrt(365.0 * MINUTES_PER_DAY);
        double jumpChance = jumpsPerDay / MINUTES_PER_DAY;
        List<MarketPrice> prices = new ArrayList<>(List.of(start));
        double log = Math.log(start.usd());
        for (int minute = 1; minute < minutes; minute++) {
            log += perMinute * random.nextGaussian();
            if (random.nextDouble() < jumpChance) {
                log += jumpSize * random.nextGaussian();
            }
            prices.add(MarketPrice.ofModel(Math.exp(log)));
        }
        return new PricePath("random walk, seed " + seed, prices);
    }

    /**
     * A day without an incident, lively enough that somebody who watches for a minute sees the vault trimmed a few
     * times: 120 % volatility a year and a jump of about a percent every hour.
     */
    public static PricePath calm(long seed, int minutes, MarketPrice start) {
        return randomWalk(seed, minutes, start, 1.2, 24, 0.012);
    }

    private static Optional<Path> recordings() {
        for (@Nullable
        String configured : new @Nullable String[] {System.getProperty(DATA_VARIABLE), System.getenv(DATA_VARIABLE)}) {
            if (configured != null && !configured.isBlank()) {
                return Optional.of(Path.of(configured));
            }
        }
        // Beside the repository, whatever folder of it we were started from.
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            Path candidate = place.resolve("../shared/data").normalize();
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
