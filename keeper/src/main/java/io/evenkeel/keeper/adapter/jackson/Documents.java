package io.evenkeel.keeper.adapter.jackson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files as maps of plain values, and maps of plain values as JSON. */
public final class Documents {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A double would change the last digits of an amount.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final JsonMapper LINE = JsonMapper.builder().build();

    private Documents() {}

    /** How reading a file ended. */
    public sealed interface Outcome {
        record Read(Map<String, Object> values) implements Outcome {}

        /** Not there, not readable, or not what its ending says; the words name the line where there is one. */
        record Unreadable(String reason) implements Outcome {}
    }

    public static Outcome readYaml(Path file) {
        if (!Files.isReadable(file)) {
            return new Outcome.Unreadable(file + " is not there or not readable");
        }
        try {
            Map<String, Object> values = YAML.readValue(Files.readString(file), MAP);
            return values == null ? new Outcome.Unreadable(file + " is empty") : new Outcome.Read(values);
        } catch (JacksonException notYaml) {
            return new Outcome.Unreadable(file + ": " + firstLine(notYaml));
        } catch (IOException failed) {
            return new Outcome.Unreadable(file + ": " + failed.getMessage());
        }
    }

    public static Outcome readJson(Path file) {
        try {
            Map<String, Object> values = JSON.readValue(Files.readString(file), MAP);
            return values == null ? new Outcome.Unreadable(file + " is empty") : new Outcome.Read(values);
        } catch (JacksonException notJson) {
            return new Outcome.Unreadable(file + ": " + firstLine(notJson));
        } catch (IOException failed) {
            return new Outcome.Unreadable(file + " is not there or not readable");
        }
    }

    /** One line of JSON, keys in the map's own order. */
    public static String line(Map<String, ?> values) {
        return LINE.writeValueAsString(values);
    }

    /** Replaces the file in one step: a reader sees the old text or the new, never half of one. */
    public static void replaceJson(Path file, Map<String, ?> values) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, JSON.writeValueAsString(values));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private static String firstLine(JacksonException failure) {
        var where = failure.getLocation();
        String line = where == null || where.getLineNr() < 1 ? "" : "line " + where.getLineNr() + ": ";
        return line + failure.getOriginalMessage().lines().findFirst().orElse("cannot be read");
    }
}
