package io.evenkeel.evidence;

import java.math.BigDecimal;

/** How rows and columns are called. */
final class Labels {
    private Labels() {}

    /** 0.001 is "0.1 %". */
    static String percent(double part) {
        return BigDecimal.valueOf(part).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** 3.0 is "3". */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
