package io.evenkeel.testchain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths are read exactly, invent nothing, and the generated crash has the shape of the real one. */
class PricePathTest {
    private static final Instant NOON = Instant.parse("2021-05-19T12:00:00Z");

    @Test
    void barsAreReadInOrderBetweenTheTwoTimes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bars.csv");
        long noon = NOON.getEpochSecond();
        Files.writeString(
                file,
                "ts,open,close\n%d,1,1\n%d,1,2000.125\n%d,1,1999.5\n%d,1,1\n"
                        .formatted(noon - 60, noon, noon + 60, noon + 120));

        PricePath path = PricePath.ofBars("two bars", file, NOON, NOON.plusSeconds(120));

        assertThat(path.prices()).containsExactly(MarketPrice.of("2000.125"), MarketPrice.of("1999.5"));
        assertThatThrownBy(() -> PricePath.ofBars("too many", file, NOON, NOON.plusSeconds(240)))
                .hasMessageContaining("has no bar for 2021-05-19T12:03:00Z");
    }

    @Test
    void theGeneratedCrashIsAlwaysTheSameAndAsHardAsTheRealOne() {
        PricePath day = PricePaths.generatedCrashDay();

        assertThat(day).isEqualTo(PricePaths.generatedCrashDay());
        assertShapeOfTheCrash(day);
    }

    @Test
    void theRecordedCrashHasThatShape() {
        Optional<PricePath> recorded = PricePaths.recordedCrashDay();
        assumeThat(recorded).as("the recording is at hand").isPresent();
        assertShapeOfTheCrash(recorded.orElseThrow());
        assertThat(recorded.orElseThrow().start()).isEqualTo(MarketPrice.of("3380.89"));
    }

    private static void assertShapeOfTheCrash(PricePath day) {
        assertThat(day.minutes()).isEqualTo(1440);
        assertThat(day.start().usd()).isBetween(3300.0, 3500.0);
        assertThat(day.prices().get(day.lowestMinute()).usd()).isBetween(1900.0, 1950.0);
        assertThat(day.prices().getLast().usd()).isBetween(2300.0, 2600.0);
        List<Double> moves = moves(day);
        assertThat(moves.stream().min(Double::compare).orElseThrow()).isBetween(-0.095, -0.085);
        assertThat(moves.stream().max(Double::compare).orElseThrow()).isBetween(0.075, 0.09);
    }

    private static List<Double> moves(PricePath path) {
        return IntStream.range(1, path.minutes())
                .mapToObj(i ->
                        path.prices().get(i).usd() / path.prices().get(i - 1).usd() - 1)
                .toList();
    }
}
