package io.evenkeel.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Whether what is said to happen once in a hundred days, or in a thousand, did: ETH by the hour since 2017, the move of
 * the next 24 hours against the volatility of the days before. Skipped where there is no market data.
 */
class OddsOnHistoryTest {
    private static final String HOURS = "ethusdt_binance_spot_1h_2017-08_2026-02.csv.gz";
    private static final Duration DAY = Duration.ofDays(1);
    private static final int HOURS_A_DAY = 24;
    private static final double HALF_LIFE_HOURS = 72;
    private static final double HOURS_A_YEAR = 365 * 24;
    private static final int EVERY = 6;

    /** Twelve jumps a year, one of them 10 % up or down as a rule: chosen by eye, not fitted. */
    private static final Jumps JUMPS = new Jumps(12, 0, 0.1);

    private record Hour(long opens, double high, double low, double close) {}

    /** Parts of all days on which the price rose, or fell, past the level that was said to be so rare. */
    private record Seen(double rises, double falls) {}

    @Test
    void volatilityAloneCallsThingsRareThatAreNotAndWithJumpsARiseIsAsRareAsItIsSaidToBe() throws IOException {
        Optional<Path> data = marketData();
        assumeTrue(data.isPresent(), "no market data beside the project");
        List<Hour> hours = hours(data.orElseThrow());

        Seen withoutJumps = seen(hours, Jumps.NONE, 0.001);
        Seen rare = seen(hours, JUMPS, 0.001);
        Seen uncommon = seen(hours, JUMPS, 0.01);

        // one in a thousand was one in a hundred upwards, and more downwards
        assertThat(withoutJumps.rises()).isGreaterThan(0.008);
        assertThat(withoutJumps.falls()).isGreaterThan(0.02);
        // with jumps a short's limit holds
        assertThat(rare.rises()).isLessThan(0.001);
        assertThat(uncommon.rises()).isLessThan(0.0115);
        // falls are faster than rises: a long has to allow for four times what is said
        assertThat(rare.falls()).isBetween(0.001, 0.006);
    }

    private static Seen seen(List<Hour> hours, Jumps jumps, double probability) {
        double fade = 1 - Math.pow(2, -1 / HALF_LIFE_HOURS);
        double variance = 0;
        int looks = 0;
        int rises = 0;
        int falls = 0;
        for (int i = 1; i + HOURS_A_DAY < hours.size(); i++) {
            double move = Math.log(hours.get(i).close() / hours.get(i - 1).close());
            variance += (move * move - variance) * fade;
            boolean settled = i > 5 * HALF_LIFE_HOURS;
            boolean whole = hours.get(i + HOURS_A_DAY).opens() - hours.get(i).opens() == 86_400;
            if (i % EVERY != 0 || !settled || !whole) {
                continue;
            }
            PriceMotion motion = new PriceMotion(Math.sqrt(variance * HOURS_A_YEAR), 0, jumps);
            List<Hour> next = hours.subList(i + 1, i + 1 + HOURS_A_DAY);
            double high = next.stream().mapToDouble(Hour::high).max().orElseThrow();
            double low = next.stream().mapToDouble(Hour::low).min().orElseThrow();
            double close = hours.get(i).close();
            looks++;
            rises += Math.log(high / close) >= motion.distanceFor(probability, 1, DAY) ? 1 : 0;
            falls += Math.log(close / low) >= motion.distanceFor(probability, -1, DAY) ? 1 : 0;
        }
        return new Seen((double) rises / looks, (double) falls / looks);
    }

    private static Optional<Path> marketData() {
        String named =
                System.getProperty("EVENKEEL_DATA", System.getenv().getOrDefault("EVENKEEL_DATA", "../../shared/data"));
        return Optional.of(Path.of(named, HOURS)).filter(Files::exists);
    }

    private static List<Hour> hours(Path file) throws IOException {
        List<Hour> hours = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                hours.add(new Hour(
                        Long.parseLong(cells[0]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4])));
            }
        }
        return hours;
    }
}
