package io.evenkeel.keeper.config;

import io.evenkeel.risk.LiquidationLimit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A probability and the time it is for, as in {@code 0.1 % within 24h}; the key may be absent. */
final class LiquidationLimitText {
    private static final Pattern WORDS = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,6})?) ?% within (\\S.*)");

    private LiquidationLimitText() {}

    static Optional<LiquidationLimit> read(ConfigSection keys, String key) {
        return keys.optionalText(key).flatMap(text -> {
            try {
                return Optional.of(parse(text.strip()));
            } catch (IllegalArgumentException refused) {
                keys.problem(
                        key,
                        "is '" + text + "'; want a probability above 0 % and below 50 %, and a time, as in"
                                + " 0.1 % within 24h");
                return Optional.empty();
            }
        });
    }

    private static LiquidationLimit parse(String text) {
        Matcher found = WORDS.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new LiquidationLimit(Double.parseDouble(found.group(1)) / 100, ConfigSection.toDuration(found.group(2)));
    }
}
