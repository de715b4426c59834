package io.evenkeel.keeper.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened in one life, in numbered lines with their details below; or nothing, when nobody listens. */
final class Story {
    private static final Pattern PADDED = Pattern.compile("0x0{24,}([0-9a-f]+)");
    private static final Pattern LONG_HEX = Pattern.compile("(0x[0-9a-f]{6})[0-9a-f]{30,}");

    private static final String INDENT = "       ";

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private int number;

    private Story(boolean told) {
        this.told = told;
    }

    static Story told() {
        return new Story(true);
    }

    static Story untold() {
        return new Story(false);
    }

    /** Ask before putting words together. */
    boolean isTold() {
        return told;
    }

    void step(String words) {
        if (told) {
            number++;
            lines.add(String.format("%3d. %s", number, shortened(words)));
        }
    }

    void detail(String words) {
        if (told) {
            lines.add(INDENT + shortened(words));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Ids the explorer made up are small numbers, and nobody reads sixty digits. */
    private static String shortened(String words) {
        Matcher padded = PADDED.matcher(words);
        String numbered = padded.replaceAll(match -> "#" + Long.parseUnsignedLong(match.group(1), 16));
        return LONG_HEX.matcher(numbered).replaceAll("$1");
    }
}
