package io.evenkeel.keeper.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One line of {@code node-messages.txt}; what its columns mean is said there. */
public record NodeMessage(
        String node,
        String source,
        Asked asked,
        int httpStatus,
        int code,
        byte[] data,
        String type,
        String then,
        String text) {
    private static final int COLUMNS = 9;

    public static List<NodeMessage> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NodeMessage.class.getResourceAsStream("node-messages.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(NodeMessage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeMessage read(String line) {
        String[] columns = line.split("\\|", COLUMNS);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("not nine columns: " + line);
        }
        String data = columns[5].strip();
        return new NodeMessage(
                columns[0].strip(),
                columns[1].strip(),
                Asked.valueOf("TO_" + columns[2].strip().toUpperCase(Locale.ROOT)),
                Integer.parseInt(columns[3].strip()),
                Integer.parseInt(columns[4].strip()),
                data.isEmpty() ? new byte[0] : HexFormat.of().parseHex(data, 2, data.length()),
                columns[6].strip(),
                columns[7].strip(),
                columns[8].strip());
    }

    NodeFault classified() {
        return NodeFaults.classify(asked, code, text, data);
    }

    @Override
    public String toString() {
        return node + ", " + asked + ": " + text;
    }
}
