package io.evenkeel.hedge.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Three quiet months of ETH as an oracle reported them and as a market traded them; skipped where the data is not. */
class RealRoundsTest {
    private static final Instant FROM = Instant.parse("2023-05-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2023-08-01T00:00:00Z");
    private static final String ROUNDS = "chainlink_ethusd_mainnet_rounds_2023-04_2024-01.csv.gz";
    private static final String HOURS = "ethusdt_binance_spot_1h_2017-08_2026-02.csv.gz";

    @Test
    void anOraclesRoundsAndTheMarketsBarsTellOfTheSameVolatility() throws IOException {
        Path data = data();
        List<PriceObservation> rounds = new ArrayList<>();
        for (String[] row : rows(data.resolve(ROUNDS))) {
            rounds.add(new PriceObservation(Instant.ofEpochSecond(Long.parseLong(row[0])), Double.parseDouble(row[4])));
        }
        List<GarmanKlass.Bar> bars = new ArrayList<>();
        List<PriceObservation> closes = new ArrayList<>();
        for (String[] row : rows(data.resolve(HOURS))) {
            GarmanKlass.Bar bar = new GarmanKlass.Bar(
                    Double.parseDouble(row[1]),
                    Double.parseDouble(row[2]),
                    Double.parseDouble(row[3]),
                    Double.parseDouble(row[4]));
            bars.add(bar);
            closes.add(new PriceObservation(Instant.ofEpochSecond(Long.parseLong(row[0]) + 3600), bar.close()));
        }
        assertThat(rounds).hasSizeGreaterThan(3000);
        assertThat(bars).hasSize(2208);

        RealisedVolatility months = new RealisedVolatility(Duration.ofDays(93));
        double ofRounds = months.perSqrtYear(rounds, UNTIL).orElseThrow();
        double ofCloses = months.perSqrtYear(closes, UNTIL).orElseThrow();
        double ofExtremes =
                new GarmanKlass(Duration.ofHours(1)).perSqrtYear(bars).orElseThrow();

        // rounds wait for 0.5 % or an hour, and each estimate has an error of 1 to 2 %
        assertThat(ofRounds).isCloseTo(ofCloses, Percentage.withPercentage(5));
        assertThat(ofExtremes).isCloseTo(ofCloses, Percentage.withPercentage(8));
        assertThat(ofCloses).isBetween(0.3, 0.45);
    }

    @Test
    void keptUpToDateItRisesOnAWildDayAndComesBack() throws IOException {
        RoundVolatility running = new RoundVolatility(
                new RoundVolatility.Settings(Duration.ofDays(2), new VolatilityBounds(0.1, 3), 0.6));
        double calm = Double.POSITIVE_INFINITY;
        double wild = 0;
        double after = 0;
        for (String[] row : rows(
                data().resolve(ROUNDS), Instant.parse("2023-08-01T00:00:00Z"), Instant.parse("2023-09-15T00:00:00Z"))) {
            Instant at = Instant.ofEpochSecond(Long.parseLong(row[0]));
            running.seen(new PriceObservation(at, Double.parseDouble(row[4])));
            if (at.isBefore(Instant.parse("2023-08-17T00:00:00Z"))) {
                calm = Math.min(calm, running.perSqrtYear());
            } else if (at.isBefore(Instant.parse("2023-08-19T00:00:00Z"))) {
                wild = Math.max(wild, running.perSqrtYear());
            } else {
                after = running.perSqrtYear();
            }
        }

        // ETH fell by a tenth in minutes on the evening of 17 August
        assertThat(wild).isGreaterThan(2 * calm);
        assertThat(after).isLessThan(0.6 * wild);
    }

    private static List<String[]> rows(Path file) throws IOException {
        return rows(file, FROM, UNTIL);
    }

    private static List<String[]> rows(Path file, Instant from, Instant until) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] row = line.split(",", -1);
                long at = Long.parseLong(row[0]);
                if (at >= from.getEpochSecond() && at < until.getEpochSecond()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static Path data() {
        Optional<String> given = Optional.ofNullable(System.getProperty("evenkeel.data"))
                .or(() -> Optional.ofNullable(System.getenv("EVENKEEL_DATA")));
        Path folder = Path.of(given.orElse("../../shared/data"));
        assumeTrue(Files.isRegularFile(folder.resolve(ROUNDS)), "no market data beside the project");
        return folder;
    }
}
