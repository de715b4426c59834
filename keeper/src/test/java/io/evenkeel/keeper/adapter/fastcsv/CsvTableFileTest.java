package io.evenkeel.keeper.adapter.fastcsv;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.backtest.series.TableFile.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableFileTest {
    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    private final List<String> rows = new ArrayList<>();

    @Test
    void rows_come_with_the_lines_they_begin_at_whatever_ends_them() throws IOException {
        assertThat(read("\uFEFFts,close\r\n1,\"2\n3\"\r\n4,5".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Outcome.Read.class);

        assertThat(rows).containsExactly("1 [ts, close]", "2 [1, 2\n3]", "4 [4, 5]");
    }

    @Test
    void reading_ends_where_the_reader_has_enough() throws IOException {
        Path file = folder.resolve("any.csv");
        Files.writeString(file, "a\nb\nc\n");

        new CsvTableFile().read(file, (line, fields) -> {
            rows.addAll(fields);
            return line < 2;
        });

        assertThat(rows).containsExactly("a", "b");
    }

    @Test
    void a_quote_that_is_never_closed_and_a_file_without_line_ends_do_not_fill_the_memory() throws IOException {
        byte[] endless = ("ts,close\n1,\"" + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);

        assertThat(read(endless)).isInstanceOfSatisfying(Outcome.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(2);
            assertThat(broken.reason()).contains("at most 65536 characters");
        });
    }

    @Test
    void what_is_no_file_is_told() {
        assertThat(new CsvTableFile().read(folder, (line, fields) -> true))
                .isEqualTo(new Outcome.Broken(0, "is not there or not readable"));
    }

    @Test
    void bytes_of_any_kind_end_in_rows_or_in_a_reason_and_never_in_an_exception() throws IOException {
        SplittableRandom random = new SplittableRandom(20240805);
        byte[] good = compressed("ts,close\n1,2\n3,4\n");
        for (int round = 0; round < 400; round++) {
            byte[] bytes;
            if (round % 2 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                bytes = good.clone();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }

            assertThat(read(bytes)).isNotNull();
        }
    }

    private Outcome read(byte[] bytes) throws IOException {
        Path file = folder.resolve("any.csv");
        Files.write(file, bytes);
        rows.clear();
        return new CsvTableFile().read(file, (line, fields) -> rows.add(line + " " + fields));
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
