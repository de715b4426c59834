package io.evenkeel.keeper.backtest.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Text that becomes part of a page and stays text. */
final class Html {
    private Html() {}

    /** Between tags, and between the quotes of an attribute. */
    static String text(String any) {
        StringBuilder safe = new StringBuilder(any.length() + 16);
        for (int index = 0; index < any.length(); index++) {
            char c = any.charAt(index);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /**
     * JSON inside a script element. These characters stand only inside its strings, and there the escape means the
     * same: nothing in the data can end the element.
     */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** How a content security policy names one script: no other script of the page is run. */
    static String policyHash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
