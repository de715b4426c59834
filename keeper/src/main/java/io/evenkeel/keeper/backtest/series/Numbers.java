package io.evenkeel.keeper.backtest.series;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal numbers as text files write them. */
final class Numbers {
    private static final int LONGEST = 64;
    private static final MathContext SHOWN = new MathContext(8);

    private Numbers() {}

    /**
     * A finite number in digits, with a point and an exponent where it needs them; NaN for any other text. Java's own
     * reading would also take {@code 1d}, {@code 0x1p3}, {@code NaN} and {@code Infinity}.
     */
    static double decimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Double.NaN;
        }
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException notOne) {
            return Double.NaN;
        }
    }

    /** Eight digits, never an exponent. */
    static String shown(double value) {
        return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
