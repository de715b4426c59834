package io.evenkeel.keeper.backtest.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures for the eye. The JSON beside the page has every digit. */
public final class Shown {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Shown() {}

    /** Thousands apart from 1,000 on, four significant digits below. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (Math.abs(value) >= 999.5) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
        if (rounded.abs().compareTo(new BigDecimal("0.0001")) < 0) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** A part as a percentage. */
    public static String percent(double part) {
        return Double.isFinite(part) ? number(100 * part) + " %" : "–";
    }

    public static String instant(Instant instant) {
        return MINUTE.format(instant);
    }

    public static String instant(long epochSeconds) {
        return instant(Instant.ofEpochSecond(epochSeconds));
    }

    /** In the largest unit that leaves no rest. */
    public static String width(long seconds) {
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** Days where there are two or more, hours below. */
    public static String span(long seconds) {
        Duration span = Duration.ofSeconds(seconds);
        return span.toDays() >= 2 ? span.toDays() + " days" : span.toHours() + " hours";
    }
}
