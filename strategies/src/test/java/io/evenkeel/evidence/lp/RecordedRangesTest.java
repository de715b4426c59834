package io.evenkeel.evidence.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.evenkeel.evidence.BrownianPaths;
import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.hedge.HedgeRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RecordedRangesTest {
    private static final int WEEK = 7 * 24 * 60;
    private static final HedgeRule NEVER = (in, out) -> out.set(-1e9, -1e9, 1e9, 1e9);
    private static final TradeCost FIVE_BASIS_POINTS = new TradeCost(0.0005, 0);

    @Test
    void withoutAHedgeAllOfTheRiskIsLeftAndNothingPaid() {
        RecordedHedge hedge = new RecordedHedge(minutes(1, 2 * WEEK + 1), 1.1);

        hedge.run(NEVER, FIVE_BASIS_POINTS);

        assertThat(hedge.residualPart()).isCloseTo(1, within(1e-12));
        assertThat(hedge.costQuote()).isZero();
    }

    @Test
    void aHistoryOfLessThanAWeekIsRefused() {
        assertThatThrownBy(() -> new RecordedHedge(new double[WEEK], 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onAHistoryThatIsNothingButChanceTheRuleStillCostsLessThanClockAndBandInHindsight() {
        Experiment experiment = new RecordedRanges(minutes(2, WEEK + 1), minutes(3, 2 * WEEK + 1));

        mustHold(part(experiment, "±5 %").run());
    }

    /** The whole table, where the recorded prices are; ./evenkeel evidence prints it. */
    @Test
    void overAPoolsRecordedMinutesItDoesToo() throws IOException {
        Path data = data();
        Path pool = data.resolve("univ3_polygon_usdc_weth_005_minute.csv.gz");
        Path exchange = data.resolve("ethusdt_binance_spot_1m_2021-04-20_2021-05-20.csv.gz");
        assumeThat(Files.exists(pool) && Files.exists(exchange)).isTrue();
        // the five weeks without a gap of days
        double[] scored = Arrays.copyOf(column(pool, 1), 50_390);

        mustHold(part(new RecordedRanges(column(exchange, 4), scored), "±10 %").run());
    }

    private static void mustHold(List<EvidenceRow> rows) {
        assertThat(rows).hasSize(3).allMatch(EvidenceRow::pass);
        assertThat(rows.get(1).ours()).isBetween(0.1, 0.7);
        assertThat(rows.get(2).ours()).isBetween(0.1, 0.95);
    }

    private static Experiment.Part part(Experiment experiment, String name) {
        return experiment.parts(experiment.sampling()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double[] minutes(long seed, int count) {
        double[] prices = new double[count];
        new BrownianPaths(seed, 2_000, 0, 0.9, 1 / (365 * 24 * 60.0)).next(prices);
        return prices;
    }

    private static Path data() {
        return Path.of(System.getProperty(
                "EVENKEEL_DATA", System.getenv().getOrDefault("EVENKEEL_DATA", "../../shared/data")));
    }

    private static double[] column(Path file, int column) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[column]))
                    .toArray();
        }
    }
}
