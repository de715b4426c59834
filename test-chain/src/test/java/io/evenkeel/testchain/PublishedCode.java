package io.evenkeel.testchain;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Compares deployed code with what a compiler published. */
final class PublishedCode {
    /** A library's address, before it is known, is a placeholder of this many hex digits. */
    private static final int PLACEHOLDER_DIGITS = 40;
    /** An immutable value, before it is known, is a pushed word of zeros. */
    private static final String UNKNOWN_WORD = "7f" + "0".repeat(64);

    private PublishedCode() {}

    /**
     * Where deployed code differs from the published, other than in library addresses and immutable values, which
     * are filled in on deployment.
     */
    static Optional<String> difference(String published, byte[] deployed) {
        String expected = (published.startsWith("0x") ? published.substring(2) : published).toLowerCase(Locale.ROOT);
        String actual = HexFormat.of().formatHex(deployed);
        if (expected.length() != actual.length()) {
            return Optional.of(actual.length() / 2 + " bytes, published are " + expected.length() / 2);
        }
        if (expected.isEmpty()) {
            return Optional.of("nothing was published");
        }
        int at = 0;
        while (at < expected.length()) {
            if (expected.startsWith("__", at)) {
                at += PLACEHOLDER_DIGITS;
            } else if (expected.startsWith(UNKNOWN_WORD, at)) {
                at += UNKNOWN_WORD.length();
            } else if (expected.charAt(at) != actual.charAt(at)) {
                return Optional.of("first difference at byte " + at / 2);
            } else {
                at++;
            }
        }
        return Optional.empty();
    }
}
