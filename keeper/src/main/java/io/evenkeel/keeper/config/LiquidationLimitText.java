package io.evenkeel.keeper.config;

import io.evenkeel.margin.Jumps;
import io.evenkeel.risk.LiquidationLimit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code maxLiquidationProbability: 0.1 % within 24h}, which may be absent, and {@code jumps: 12 a year of 10 %} or
 * {@code none}, which it needs.
 */
final class LiquidationLimitText {
    private static final String LIMIT = "maxLiquidationProbability";
    private static final String JUMPS = "jumps";
    private static final Pattern LIMIT_WORDS = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,6})?) ?% within (\\S.*)");
    private static final Pattern JUMP_WORDS =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?) a year of (\\d{1,3}(?:\\.\\d{1,3})?) ?%");

    private LiquidationLimitText() {}

    static Optional<LiquidationLimit> read(ConfigSection keys) {
        Optional<String> jumps = keys.optionalText(JUMPS);
        Optional<String> limit = keys.optionalText(LIMIT);
        if (limit.isEmpty()) {
            jumps.ifPresent(given -> keys.problem(JUMPS, "means nothing without " + LIMIT));
            return Optional.empty();
        }
        if (jumps.isEmpty()) {
            keys.problem(JUMPS, "missing beside " + LIMIT + "; as in 12 a year of 10 %, or none");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    limit(limit.get().strip(), jumps(keys, jumps.get().strip())));
        } catch (IllegalArgumentException refused) {
            keys.problem(
                    LIMIT,
                    "is '" + limit.get() + "'; want a probability above 0 % and below 50 %, and a time, as in"
                            + " 0.1 % within 24h");
            return Optional.empty();
        }
    }

    private static LiquidationLimit limit(String text, Jumps jumps) {
        Matcher found = LIMIT_WORDS.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new LiquidationLimit(
                Double.parseDouble(found.group(1)) / 100, ConfigSection.toDuration(found.group(2)), jumps);
    }

    private static Jumps jumps(ConfigSection keys, String text) {
        Matcher found = JUMP_WORDS.matcher(text);
        if (found.matches()) {
            return new Jumps(Double.parseDouble(found.group(1)), 0, Double.parseDouble(found.group(2)) / 100);
        }
        if (!text.equals("none")) {
            keys.problem(JUMPS, "is '" + text + "'; want how many and how large, as in 12 a year of 10 %, or none");
        }
        return Jumps.NONE;
    }
}
