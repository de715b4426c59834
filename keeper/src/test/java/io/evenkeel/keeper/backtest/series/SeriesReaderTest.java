package io.evenkeel.keeper.backtest.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.adapter.fastcsv.CsvTableFile;
import io.evenkeel.keeper.backtest.series.SeriesSource.Period;
import io.evenkeel.keeper.backtest.series.SeriesSource.StampedAt;
import io.evenkeel.keeper.backtest.series.SeriesSource.TimeFormat;
import io.evenkeel.units.Bps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesReaderTest {
    private static final String GOOD = """
            ts,open,close
            1700000000,10,11
            1700000060,11,12
            1700000120,12,11.5
            """;

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private GapPolicy gaps = new GapPolicy.Refuse();
    private Period period = Period.ALL;
    private TimeFormat timeFormat = TimeFormat.EPOCH_SECONDS;

    @Test
    void a_bar_stamped_at_its_opening_is_known_at_its_close() throws IOException {
        Series series = good(GOOD);

        assertThat(series.knownAt()).containsExactly(1_700_000_060, 1_700_000_120, 1_700_000_180);
        assertThat(series.columns()[0]).containsExactly(11, 12, 11.5);
        assertThat(series.quality().rowsRead()).isEqualTo(3);
        assertThat(series.quality().largestJump()).isEqualTo(12.0 / 11 - 1);
    }

    @Test
    void compressed_text_reads_as_the_same_series_whatever_the_file_is_called() throws IOException {
        Path file = folder.resolve("prices.csv");
        Files.write(file, gzip(GOOD));

        assertThat(read(file, new Faults()).orElseThrow().columns()[0]).containsExactly(11, 12, 11.5);
    }

    @Test
    void compressed_text_that_is_cut_off_is_refused_and_not_read_in_part() throws IOException {
        byte[] whole = gzip(GOOD.repeat(1));
        Path file = folder.resolve("prices.csv.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
        Faults faults = new Faults();

        assertThat(read(file, faults)).isEmpty();
        assertThat(faults.lines())
                .singleElement()
                .asString()
                .contains("prices.csv.gz")
                .contains("cut off");
    }

    @Test
    void every_fault_of_a_broken_file_is_named_by_its_line() throws IOException {
        List<String> faults = faults("""
                ts,open,close
                1700000000,10,10
                1700000060,10,abc
                1700000120,10,10.1
                1700000120,10,10.2
                1700000060,10,10.2
                soon,10,10
                1700000180,10
                1700000180,10,-3
                1700000240,10,0
                1700000300,10,NaN
                1700000360,10,
                1700000420,10,40
                1700000485,10,40
                1700000545,10,1e15
                1700000725,10,40
                """);

        assertThat(faults)
                .containsExactly(
                        "prices.csv line 3: close is 'abc'; want a decimal number",
                        "prices.csv line 5: 2023-11-14T22:15:20Z is there a second time, after line 4",
                        "prices.csv line 6: 2023-11-14T22:14:20Z comes after 2023-11-14T22:15:20Z of line 4; sort the"
                                + " rows by time",
                        "prices.csv line 7: ts is 'soon'; want seconds since 1970",
                        "prices.csv line 8: has 2 columns; the header has 3",
                        "prices.csv line 9: close is -3; a price is above zero",
                        "prices.csv line 10: close is 0; a price is above zero",
                        "prices.csv line 11: close is 'NaN'; want a decimal number",
                        "prices.csv line 12: close is empty; want a decimal number",
                        "prices.csv line 13: close jumps 296.0 % from 10.1 to 40, more than data.prices.largestJump of"
                                + " 25 %; mend the row, or raise the limit if it is real",
                        "prices.csv line 14: 2023-11-14T22:21:25Z is 65 s after the row before; bars are 60 s wide"
                                + " (data.prices.width)",
                        "prices.csv line 15: close is 1e15; want 0 to 1000000000000 (data.prices)",
                        "prices.csv line 16: 2 bars are missing from 2023-11-14T22:23:25Z; fill or skip it"
                                + " (data.prices.gaps)");
    }

    @Test
    void a_file_that_is_wrong_all_through_is_told_in_twenty_lines_and_a_count() throws IOException {
        StringBuilder text = new StringBuilder("ts,open,close\n1700000000,1,1\n");
        for (int row = 0; row < 500; row++) {
            text.append("1700000000,1,1\n");
        }

        List<String> faults = faults(text.toString());

        assertThat(faults).hasSize(Faults.MOST_LISTED_PER_FILE + 1);
        assertThat(faults.getLast()).isEqualTo("and 480 more: 480 duplicate");
    }

    @Test
    void a_gap_is_filled_with_what_was_known_before_it_and_counted() throws IOException {
        gaps = new GapPolicy.FillForward(2, false);

        Series series = good("""
                ts,open,close
                1700000000,1,10
                1700000180,1,12
                """);

        assertThat(series.columns()[0]).containsExactly(10, 10, 10, 12);
        assertThat(series.knownAt()).containsExactly(1_700_000_060, 1_700_000_120, 1_700_000_180, 1_700_000_240);
        assertThat(series.quality().barsFilled()).isEqualTo(2);
        assertThat(series.quality().gaps()).containsExactly(new Gap(3, Instant.ofEpochSecond(1_700_000_060), 2));
    }

    @Test
    void a_gap_longer_than_what_is_filled_is_refused_or_skipped_as_configured() throws IOException {
        String gapOfThree = """
                ts,open,close
                1700000000,1,10
                1700000240,1,12
                """;

        gaps = new GapPolicy.FillForward(2, false);
        assertThat(faults(gapOfThree))
                .singleElement()
                .asString()
                .contains("line 3: 3 bars are missing")
                .contains("more than the 2 that are filled");

        gaps = new GapPolicy.FillForward(2, true);
        Series series = good(gapOfThree);
        assertThat(series.columns()[0]).containsExactly(10, 12);
        assertThat(series.quality().barsMissing()).isEqualTo(3);
        assertThat(series.quality().barsFilled()).isZero();
    }

    @Test
    void rows_outside_the_period_are_neither_taken_nor_judged() throws IOException {
        period = new Period(Instant.ofEpochSecond(1_700_000_060), Instant.ofEpochSecond(1_700_000_120));

        assertThat(good(GOOD.replace("1700000000,10,11", "1700000000,10,broken"))
                        .columns()[0])
                .containsExactly(12);
    }

    @Test
    void a_period_the_file_does_not_cover_is_said_with_the_keys_that_set_it() throws IOException {
        period = new Period(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2031-01-01T00:00:00Z"));

        assertThat(faults(GOOD))
                .singleElement()
                .asString()
                .contains("has no row from 2030-01-01")
                .contains("data.from");
    }

    @Test
    void a_column_that_is_not_there_is_said_with_those_that_are() throws IOException {
        assertThat(faults("time,close\n1,2\n"))
                .singleElement()
                .asString()
                .contains("has no column 'ts', which data.prices.time names; it has time, close");
    }

    @Test
    void milliseconds_taken_for_seconds_are_noticed_and_read_when_said() throws IOException {
        String text = GOOD.replace("00000,", "00000000,")
                .replace("00060,", "00060000,")
                .replace("00120,", "00120000,");

        assertThat(faults(text).getFirst()).contains("set data.prices.timeFormat");

        timeFormat = TimeFormat.EPOCH_MILLISECONDS;
        assertThat(good(text).knownAt()).startsWith(1_700_000_060);
    }

    @Test
    void what_a_file_says_cannot_move_the_terminal_that_shows_it() throws IOException {
        assertThat(faults("ts,open,close\n1700000000,1,\u001b[2J" + "x".repeat(500) + "\n"))
                .singleElement()
                .satisfies(line -> assertThat(line).doesNotContain("\u001b").hasSizeLessThan(120));
    }

    @ParameterizedTest
    @CsvSource({"1d", "0x10", "Infinity", "-Infinity", "1_000", "'1,5'", "' 1'", "1e999", "--1", "e5", "."})
    void text_that_only_java_takes_for_a_number_is_none(String text) {
        assertThat(Numbers.decimal(text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-0.5,-0.5", "1e-8,1e-8", "3.25E+2,325", ".5,0.5"})
    void a_decimal_number_is_read_as_it_stands(String text, double value) {
        assertThat(Numbers.decimal(text)).isEqualTo(value);
    }

    private Series good(String text) throws IOException {
        Faults faults = new Faults();
        Optional<Series> series = read(file(text), faults);
        assertThat(faults.lines()).isEmpty();
        return series.orElseThrow();
    }

    private List<String> faults(String text) throws IOException {
        Faults faults = new Faults();
        assertThat(read(file(text), faults)).isEmpty();
        return faults.lines();
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("prices.csv");
        Files.writeString(file, text);
        return file;
    }

    private Optional<Series> read(Path file, Faults faults) {
        SeriesSource source = new SeriesSource(
                "prices",
                file,
                "ts",
                timeFormat,
                List.of(ColumnSource.price("data.prices", "close", new Bps(2_500))),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(1)),
                StampedAt.OPEN,
                gaps,
                period,
                Duration.ZERO);
        return SeriesReader.read(source, new CsvTableFile(), faults);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
