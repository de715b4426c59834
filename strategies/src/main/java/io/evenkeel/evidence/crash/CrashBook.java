package io.evenkeel.evidence.crash;

import io.evenkeel.backtest.HeldBook;
import io.evenkeel.backtest.HeldBook.HeldOption;
import io.evenkeel.backtest.HeldBook.HeldRange;
import java.util.List;

/** What is hedged: each worth a thousand base tokens at the first price of a history, with as much quote at hand. */
enum CrashBook {
    RANGE("range") {
        @Override
        HeldBook at(CrashWeek week) {
            double price = week.input().spot()[0];
            double value = SIZE_BASE * price;
            return HeldBook.range(HeldRange.worth(value, price, price / RANGE_FACTOR, price * RANGE_FACTOR, 0), value);
        }
    },
    SPOT("spot") {
        @Override
        HeldBook at(CrashWeek week) {
            return HeldBook.spot(SIZE_BASE, SIZE_BASE * week.input().spot()[0]);
        }
    },
    SHORT_STRADDLE("short straddle") {
        @Override
        HeldBook at(CrashWeek week) {
            double price = week.input().spot()[0];
            long expiry = week.input().epochSeconds()[0] + EXPIRY_SECONDS;
            return new HeldBook(
                    0,
                    SIZE_BASE * price,
                    List.of(),
                    List.of(
                            new HeldOption(true, price, expiry, -SIZE_BASE / 2, IMPLIED, 0),
                            new HeldOption(false, price, expiry, -SIZE_BASE / 2, IMPLIED, 0)),
                    List.of());
        }
    };

    static final double SIZE_BASE = 1_000;
    private static final double RANGE_FACTOR = 1.5;
    private static final long EXPIRY_SECONDS = 30 * 86_400;
    /** What the straddle is marked at throughout: no history of implied volatility covers these weeks. */
    private static final double IMPLIED = 0.9;

    private final String words;

    CrashBook(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    abstract HeldBook at(CrashWeek week);
}
