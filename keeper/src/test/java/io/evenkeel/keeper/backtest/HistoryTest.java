package io.evenkeel.keeper.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.backtest.BacktestInput;
import io.evenkeel.keeper.adapter.fastcsv.CsvTableFile;
import io.evenkeel.keeper.backtest.example.ExampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final long EIGHTH_OF_JANUARY =
            Instant.parse("2024-01-08T00:00:00Z").getEpochSecond();

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private Path configuration = Path.of("replaced before each");

    @BeforeEach
    void anExample() throws IOException {
        configuration = ExampleFiles.write(folder, ExampleFiles.SEED);
    }

    @Test
    void a_days_gas_price_changes_nothing_until_the_day_is_over() throws IOException {
        BacktestInput before = input();
        rewrite("gas.csv", EIGHTH_OF_JANUARY, "999");

        BacktestInput after = input();

        int over = rowAt(before, EIGHTH_OF_JANUARY + 86_400);
        assertThat(Arrays.copyOf(after.gasPriceGwei(), over)).isEqualTo(Arrays.copyOf(before.gasPriceGwei(), over));
        assertThat(after.gasPriceGwei()[over]).isEqualTo(999);
    }

    @Test
    void a_funding_rate_changes_nothing_until_it_is_settled() throws IOException {
        BacktestInput before = input();
        rewrite("funding.csv", EIGHTH_OF_JANUARY, "0.004");

        BacktestInput after = input();

        int settled = rowAt(before, EIGHTH_OF_JANUARY);
        assertThat(Arrays.copyOf(after.fundingPerYear(), settled))
                .isEqualTo(Arrays.copyOf(before.fundingPerYear(), settled));
        assertThat(after.fundingPerYear()[settled]).isEqualTo(0.004 * 365 * 3);
        assertThat(after.fundingPerYear()[settled + 16]).isEqualTo(before.fundingPerYear()[settled + 16]);
    }

    @Test
    void what_lies_before_the_prices_and_after_them_is_not_judged() throws IOException {
        Path file = folder.resolve("backtest-example").resolve("gas.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(file));
        rows.add(1, "1500000000,nonsense");
        rows.add("1900000000,nonsense");
        Files.write(file, rows);

        assertThat(input().gasPriceGwei()).doesNotContain(Double.NaN);
    }

    @Test
    void every_bar_has_every_column_and_its_close_within_its_extremes() {
        BacktestInput input = input();

        assertThat(input.bars()).isEqualTo(60 * 48);
        assertThat(input.barSeconds()).isEqualTo(1_800);
        for (double[] column :
                List.of(input.high(), input.low(), input.perp(), input.fundingPerYear(), input.gasPriceGwei())) {
            assertThat(column).hasSize(input.bars());
        }
        // the exchange was out: nothing moved
        int out = rowAt(input, Instant.parse("2024-01-15T14:30:00Z").getEpochSecond());
        assertThat(input.high()[out]).isEqualTo(input.spot()[out]).isEqualTo(input.spot()[out - 1]);
        assertThat(input.low()[out]).isEqualTo(input.spot()[out]);
    }

    private BacktestInput input() {
        BacktestConfig config = ((BacktestConfigReader.Outcome.Loaded)
                        BacktestConfigReader.read(configuration, Optional.empty()))
                .config();
        return ((History.Outcome.Loaded) History.load(config.data(), new CsvTableFile()))
                .history()
                .input();
    }

    private void rewrite(String name, long time, String value) throws IOException {
        Path file = folder.resolve("backtest-example").resolve(name);
        List<String> rows = Files.readAllLines(file).stream()
                .map(row -> row.startsWith(time + ",") ? time + "," + value : row)
                .toList();
        Files.write(file, rows);
    }

    private static int rowAt(BacktestInput input, long time) {
        int row = Arrays.binarySearch(input.epochSeconds(), time);
        assertThat(row).isNotNegative();
        return row;
    }
}
