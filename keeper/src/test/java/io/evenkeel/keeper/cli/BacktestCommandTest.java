package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.backtest.example.ExampleFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private Path configuration = Path.of("replaced before each");
    private Path report = Path.of("replaced before each");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void anExample() throws IOException {
        configuration = ExampleFiles.write(folder, ExampleFiles.SEED);
        report = folder.resolve("out").resolve("report.html");
        // a fortnight is enough
        rewrite("  # from: 2024-01-08T00:00:00Z   #", "  from: 2024-01-08T00:00:00Z   #");
        rewrite("  # until: 2024-02-01T00:00:00Z", "  until: 2024-01-20T00:00:00Z");
    }

    @Test
    void the_example_in_the_documentation_is_the_one_the_program_writes() throws IOException {
        Path written = folder.resolve("again");

        assertThat(run("backtest", "--example", written.toString())).isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(DOCS.resolve("backtest.yaml")))
                .isEqualTo(Files.readString(written.resolve("backtest.yaml")));
        for (String name : List.of("prices.csv.gz", "funding.csv", "gas.csv")) {
            assertThat(text(DOCS.resolve("backtest-example").resolve(name)))
                    .as(name)
                    .isEqualTo(text(written.resolve("backtest-example").resolve(name)));
        }
    }

    @Test
    void the_last_line_for_programs_has_every_figure_and_its_attribution_adds_up() throws IOException {
        assertThat(backtest("--json")).isEqualTo(ExitCode.DONE);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(1);
        Map<String, Object> summary = parsed(lines.getLast());
        assertThat(summary.keySet())
                .startsWith(
                        "rule",
                        "bars",
                        "seconds",
                        "trades",
                        "cost",
                        "rms",
                        "std",
                        "cvar5",
                        "residual_variance_ratio",
                        "min_liquidation_distance",
                        "liquidations",
                        "attribution",
                        "attribution_gap");
        @SuppressWarnings("unchecked")
        Map<String, Number> attribution = (Map<String, Number>) value(summary, "attribution");
        double sum = attribution.entrySet().stream()
                .filter(term -> !term.getKey().equals("total"))
                .mapToDouble(term -> term.getValue().doubleValue())
                .sum();
        assertThat(((Number) value(summary, "final_hedged")).doubleValue()).isCloseTo(sum, within(1e-6));
        assertThat(((Number) value(summary, "attribution_gap")).doubleValue()).isLessThan(1e-6);
        assertThat(((Number) value(summary, "residual_variance_ratio")).doubleValue())
                .isBetween(0.0, 0.05);
        assertThat(((Number) value(summary, "bars")).intValue()).isEqualTo(12 * 48);
    }

    @Test
    void the_report_and_the_figures_beside_it_tell_of_the_same_run() throws IOException {
        assertThat(backtest()).isEqualTo(ExitCode.DONE);

        Map<String, Object> figures = parsed(Files.readString(report.resolveSibling("report.json")));
        @SuppressWarnings("unchecked")
        Map<String, Object> summary = (Map<String, Object>) value(figures, "summary");
        assertThat(Files.readString(report))
                .contains("A range of a million dollars")
                .contains("<dd>" + value(summary, "trades") + " <span")
                .contains("5 bars from 2024-01-15 14:00 UTC")
                .contains("# A back-test: the keeper&#39;s own decisions");
        assertThat(out.toString()).contains("residual variance").contains("loss versus rebalancing");
        assertThat(errors.toString())
                .contains("read 571 rows of prices from prices.csv.gz, 5 bars missing in 1 gap, 5 filled")
                .contains("wrote ");
    }

    @Test
    void the_same_history_and_configuration_give_the_same_files() throws IOException {
        backtest();
        String first = Files.readString(report);
        backtest();

        assertThat(Files.readString(report)).isEqualTo(first);
    }

    @Test
    void every_fault_of_every_file_is_told_by_its_line_and_nothing_is_run() throws IOException {
        Path history = folder.resolve("backtest-example");
        Files.writeString(history.resolve("prices.csv.gz"), """
                ts,open,high,low,close,perp_close
                1704672000,2400,2410,2390,2400,2401
                1704673800,2400,2410,2405,2400,2401
                1704673800,2400,2410,2390,2400,2401
                1704675600,2400,2410,2390,-1,none
                1704677400,2400,2410,2390,2400,2401
                """);
        Files.writeString(history.resolve("funding.csv"), "ts,funding_rate_8h\n1704672000,0.5\n");
        Files.writeString(history.resolve("gas.csv"), "time,avg_gas_price_gwei\n1704672000,20\n");

        assertThat(backtest()).isEqualTo(ExitCode.DATA);

        assertThat(errors.toString())
                .contains("the data has 7 faults; nothing was run:")
                .contains("prices.csv.gz line 3: low is 2405, above close 2400")
                .contains("prices.csv.gz line 4: 2024-01-08T00:30:00Z is there a second time, after line 3")
                .contains("prices.csv.gz line 5: close is -1; a price is above zero")
                .contains("prices.csv.gz line 5: perp_close is 'none'; want a decimal number")
                .contains("funding.csv line 2: funding_rate_8h is 0.5; want -0.01 to 0.01 (data.funding.furthest)")
                .contains("gas.csv line 1: has no column 'ts', which data.gas.time names; it has time");
        assertThat(report).doesNotExist();
    }

    @Test
    void a_history_that_does_not_cover_the_prices_is_refused() throws IOException {
        Path history = folder.resolve("backtest-example");
        Files.writeString(history.resolve("funding.csv"), "ts,funding_rate_8h\n1704844800,0.0001\n");
        Files.writeString(
                history.resolve("gas.csv"), "ts,avg_gas_price_gwei\n1704499200,20\n1704585600,21\n1704672000,21\n");

        assertThat(backtest()).isEqualTo(ExitCode.DATA);

        assertThat(errors.toString())
                .contains("funding.csv: tells nothing before 2024-01-10T00:00:00Z; prices begin at")
                .contains("gas.csv: tells nothing after 2024-01-09T00:00:00Z; prices end at");
    }

    @Test
    void data_is_looked_for_where_the_command_line_says() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(folder.resolve("backtest-example"), elsewhere);

        assertThat(backtest()).isEqualTo(ExitCode.DATA);
        assertThat(errors.toString()).contains("prices.csv.gz: is not there or not readable");
        assertThat(backtest("--data", elsewhere.toString())).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width: 30m | width: 30 | data.prices.width: is '30'; want a number and ms, s, m, h or d",
                "largestJump: 20 % | largestJump: 200000 % | data.prices.largestJump: is '200000 %'",
                "every: 30m | every: 45m | decisions.every: is 2700 s; want a whole number of bars of 1800 s",
                "fills: next-bar | fills: later | decisions.fills: is 'later'; want one of next-bar, same-bar",
                "maxLeverage: 10 | maxLeverage: 20 | venues[0].kind: perp: opening must ask for more margin",
                "upperPrice: 3200 | upperPrice: 1200 | book.ranges[0].upperPrice: is 1200.0, not above lowerPrice",
                "name: loan | name: perp | venues[1].name: is 'perp' a second time",
                "{kind: step-aware, | {kind: by-feel, | limits.band.rule.kind: is 'by-feel'; want one of step-aware",
                "spotBase: 0 | spotBase: zero | book.spotBase: is 'zero'; want a number",
                "high: high | # high | data.prices.high: missing; high and low come together",
                "chartPoints: 1500 | chartPoints: 1 | chartPoints: is 1; want 2 to 20000",
                "stampedAt: close | stampedAt: noon | data.funding.stampedAt: is 'noon'; want one of open, close",
            })
    void one_wrong_value_gives_a_message_that_names_key_value_and_limit(String right, String wrong, String message)
            throws IOException {
        rewrite(right, wrong);

        assertThat(backtest()).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(errors.toString()).contains(message).contains("nothing was started");
    }

    @Test
    void a_key_that_is_not_known_is_refused() throws IOException {
        rewrite("chartPoints: 1500", "chartPoints: 1500\ncolour: blue");

        assertThat(backtest()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(errors.toString()).contains("colour: unknown key");
    }

    @Test
    void without_a_configuration_the_way_to_one_is_told() {
        assertThat(run("backtest")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("--example DIR writes one");
    }

    @Test
    void a_report_that_cannot_be_written_is_told_after_the_run() throws IOException {
        Files.writeString(folder.resolve("out"), "a file where the folder would be");

        assertThat(backtest()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(errors.toString()).contains("--out ");
    }

    @Test
    void progress_is_a_line_written_over_on_a_terminal_and_silent_for_a_short_run_elsewhere() {
        StringWriter live = new StringWriter();
        StringWriter plain = new StringWriter();

        new Progress(new PrintWriter(live), true).at(10, 10);
        new Progress(new PrintWriter(plain), false).at(10, 10);

        assertThat(live.toString()).startsWith("\r[##").contains("100 %").endsWith(System.lineSeparator());
        assertThat(plain.toString()).isEmpty();
    }

    private int backtest(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("backtest", "-c", configuration.toString(), "--out", report.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(errors, true), arguments);
    }

    private void rewrite(String right, String wrong) throws IOException {
        String text = Files.readString(configuration);
        assertThat(text).contains(right);
        int place = text.indexOf(right);
        Files.writeString(configuration, text.substring(0, place) + wrong + text.substring(place + right.length()));
    }

    private Map<String, Object> parsed(String json) throws IOException {
        Path file = folder.resolve("parsed.json");
        Files.writeString(file, json);
        return ((Documents.Outcome.Read) Documents.readJson(file)).values();
    }

    private static <T> T value(Map<String, T> values, String key) {
        return Objects.requireNonNull(values.get(key), key);
    }

    /** Compressed by another JDK it has other bytes and the same text. */
    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
