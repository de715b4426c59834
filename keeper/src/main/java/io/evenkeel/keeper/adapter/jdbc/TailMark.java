package io.evenkeel.keeper.adapter.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Which line of the journal was the last that was forced, in a small file of its own beside it. A database that finds
 * itself damaged falls back to what it was before without a word; against this mark that shows. Two places are written
 * in turn, each with a sum, so that a write that is cut short leaves the one before.
 */
record TailMark(long position, String digest) {
    private static final int PLACE_BYTES = 128;

    static Path file(Path folder) {
        return folder.resolve("journal.tail");
    }

    /** Empty when there is none, or none that can be read. */
    static Optional<TailMark> read(Path folder) throws IOException {
        Path file = file(folder);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        Optional<TailMark> newest = Optional.empty();
        for (int from = 0; from + PLACE_BYTES <= bytes.length; from += PLACE_BYTES) {
            Optional<TailMark> each = parse(new String(bytes, from, PLACE_BYTES, StandardCharsets.US_ASCII).strip());
            if (each.isPresent()
                    && newest.map(other -> other.position < each.get().position).orElse(true)) {
                newest = each;
            }
        }
        return newest;
    }

    private static Optional<TailMark> parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].equals(sum(parts[0] + " " + parts[1]))) {
            return Optional.empty();
        }
        return Optional.of(new TailMark(Long.parseLong(parts[0]), parts[1]));
    }

    /** When it returns, it is on the disk. */
    void force(Path folder) throws IOException {
        String content = position + " " + digest;
        String line = String.format("%-" + (PLACE_BYTES - 1) + "s%n", content + " " + sum(content));
        try (FileChannel channel =
                FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            long place = position % 2 * PLACE_BYTES;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
            channel.force(false);
        }
    }

    private static String sum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
