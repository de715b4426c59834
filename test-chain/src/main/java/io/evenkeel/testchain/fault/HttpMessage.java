package io.evenkeel.testchain.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 request or answer, whole.
 *
 * @param head start line and headers, as they came, with the empty line that ends them
 */
record HttpMessage(String head, byte[] body) {
    private static final int LARGEST_HEAD_BYTES = 64 * 1024;
    private static final int LARGEST_BODY_BYTES = 64 * 1024 * 1024;

    /** @return empty when the connection ended before a first byte */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            return Optional.of(new HttpMessage(head, chunks(in)));
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return Optional.of(new HttpMessage(head, new byte[0]));
        }
        int from = at + "\r\ncontent-length:".length();
        return Optional.of(new HttpMessage(
                head,
                exactly(
                        in,
                        Integer.parseInt(
                                lower.substring(from, lower.indexOf('\r', from)).strip()))));
    }

    boolean wantsWebSocket() {
        return head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
    }

    String startLine() {
        return head.substring(0, head.indexOf('\r'));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int endSeen = 0;
        while (endSeen < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            if (head.size() > LARGEST_HEAD_BYTES) {
                throw new IOException("headers longer than " + LARGEST_HEAD_BYTES + " bytes");
            }
            endSeen = next == (endSeen % 2 == 0 ? '\r' : '\n') ? endSeen + 1 : (next == '\r' ? 1 : 0);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (body.size() <= LARGEST_BODY_BYTES) {
            int length = Integer.parseInt(line(in).strip(), 16);
            body.write(exactly(in, length));
            line(in);
            if (length == 0) {
                return body.toByteArray();
            }
        }
        throw new IOException("a body longer than " + LARGEST_BODY_BYTES + " bytes");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LARGEST_HEAD_BYTES) {
                throw new EOFException("ended inside a chunk");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length > LARGEST_BODY_BYTES) {
            throw new IOException("a body longer than " + LARGEST_BODY_BYTES + " bytes");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("ended after " + body.length + " of " + length + " bytes");
        }
        return body;
    }
}
