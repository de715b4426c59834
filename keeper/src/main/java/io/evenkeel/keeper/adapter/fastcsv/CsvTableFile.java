package io.evenkeel.keeper.adapter.fastcsv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.evenkeel.keeper.backtest.series.TableFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Comma-separated text in UTF-8, plain or gzip: which one the first two bytes tell, not the name. */
public final class CsvTableFile implements TableFile {
    /** Characters of the longest row; a file without line ends must not fill the memory. */
    private static final int LONGEST_ROW = 65_536;

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER_BYTES = 65_536;

    @Override
    public Outcome read(Path file, Rows rows) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return new Outcome.Broken(0, "is not there or not readable");
        }
        long line = 0;
        try (InputStream bytes = open(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .detectBomHeader(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .maxBufferSize(LONGEST_ROW)
                        .ofCsvRecord(bytes, StandardCharsets.UTF_8)) {
            for (CsvRecord record : reader) {
                line = record.getStartingLineNumber();
                if (!rows.take(line, record.getFields())) {
                    break;
                }
            }
            return new Outcome.Read();
        } catch (CsvParseException unreadable) {
            return new Outcome.Broken(
                    line + 1, "is not comma-separated text with rows of at most " + LONGEST_ROW + " characters");
        } catch (UncheckedIOException failed) {
            return broken(line, failed.getCause());
        } catch (IOException failed) {
            return broken(line, failed);
        }
    }

    private static Outcome broken(long line, @Nullable IOException failed) {
        return new Outcome.Broken(
                line,
                switch (failed) {
                    case EOFException cut ->
                        "the compressed data ends in the middle; the file is cut off, copy it again";
                    case ZipException damaged -> "the compressed data is damaged; copy the file again";
                    case MalformedInputException notText -> "is not UTF-8 text";
                    case null -> "cannot be read";
                    default -> "cannot be read: " + failed.getMessage();
                });
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            bytes.mark(2);
            boolean compressed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
            bytes.reset();
            return compressed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
        } catch (IOException failed) {
            bytes.close();
            throw failed;
        }
    }
}
