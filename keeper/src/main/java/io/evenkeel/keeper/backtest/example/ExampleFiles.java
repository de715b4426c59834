package io.evenkeel.keeper.backtest.example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes a configuration and the history it names. */
public final class ExampleFiles {
    /** Of the files that come with the project. */
    public static final long SEED = 3;

    private static final String CONFIGURATION = "backtest.yaml";
    private static final String HISTORY = "backtest-example";

    private ExampleFiles() {}

    /**
     * Overwrites what is there.
     *
     * @return the configuration
     */
    public static Path write(Path folder, long seed) throws IOException {
        Path history = folder.resolve(HISTORY);
        Files.createDirectories(history);
        ExampleMarket market = new ExampleMarket(seed);
        Files.write(history.resolve("prices.csv.gz"), compressed(market.prices()));
        Files.writeString(history.resolve("funding.csv"), market.funding());
        Files.writeString(history.resolve("gas.csv"), market.gas());
        Path configuration = folder.resolve(CONFIGURATION);
        Files.writeString(configuration, configuration());
        return configuration;
    }

    private static String configuration() {
        try (InputStream in = ExampleFiles.class.getResourceAsStream(CONFIGURATION)) {
            if (in == null) {
                throw new IllegalStateException(CONFIGURATION + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(CONFIGURATION + " cannot be read in this build", failed);
        }
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
