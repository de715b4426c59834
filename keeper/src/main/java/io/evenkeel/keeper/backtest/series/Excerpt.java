package io.evenkeel.keeper.backtest.series;

/** A file's own text in a message: short, and nothing in it that a terminal would obey. */
final class Excerpt {
    private static final int LONGEST = 120;
    private static final int LONGEST_CELL = 32;

    private Excerpt() {}

    static String of(String text) {
        return cut(text, LONGEST);
    }

    static String quoted(String text) {
        return text.isEmpty() ? "empty" : "'" + cut(text, LONGEST_CELL) + "'";
    }

    private static String cut(String text, int longest) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= longest ? shown : shown.substring(0, longest) + "…";
    }
}
