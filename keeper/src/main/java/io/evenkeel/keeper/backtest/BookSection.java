package io.evenkeel.keeper.backtest;

import io.evenkeel.backtest.HeldBook;
import io.evenkeel.backtest.HeldBook.HeldLoan;
import io.evenkeel.backtest.HeldBook.HeldOption;
import io.evenkeel.backtest.HeldBook.HeldRange;
import io.evenkeel.keeper.config.ConfigSection;
import java.time.Instant;
import java.util.List;

/** The group {@code book}: what the vault holds besides its hedge. */
final class BookSection {
    private static final int MOST_OF_A_KIND = 1_000;
    private static final double MOST = 1e12;
    private static final double LEAST_PRICE = 1e-12;
    private static final double MOST_RATE = 100;

    private BookSection() {}

    static HeldBook read(ConfigSection keys) {
        double spot = keys.number("spotBase", -MOST, MOST);
        double idle = keys.number("idleQuote", 0, MOST);
        List<HeldRange> ranges = keys.optionalSections("ranges", MOST_OF_A_KIND).stream()
                .map(BookSection::range)
                .toList();
        List<HeldOption> options = keys.optionalSections("options", MOST_OF_A_KIND).stream()
                .map(BookSection::option)
                .toList();
        List<HeldLoan> loans = keys.optionalSections("loans", MOST_OF_A_KIND).stream()
                .map(BookSection::loan)
                .toList();
        return new HeldBook(spot, idle, ranges, options, loans);
    }

    private static HeldRange range(ConfigSection keys) {
        double lower = keys.number("lowerPrice", LEAST_PRICE, MOST);
        double upper = keys.number("upperPrice", LEAST_PRICE, MOST);
        double worth = keys.number("worthQuote", 1e-6, MOST);
        double price = keys.number("atPrice", LEAST_PRICE, MOST);
        double fees = keys.fraction("feesPerYear", 0, MOST_RATE);
        if (upper <= lower) {
            keys.problem("upperPrice", "is " + upper + ", not above lowerPrice, " + lower);
        }
        return keys.hasProblems() ? new HeldRange(1, 2, 1, 0) : HeldRange.worth(worth, price, lower, upper, fees);
    }

    private static HeldOption option(ConfigSection keys) {
        boolean call = keys.oneOf("kind", "call", "put").equals("call");
        double strike = keys.number("strike", LEAST_PRICE, MOST);
        Instant expiry = keys.optionalInstant("expiry").orElseGet(() -> {
            keys.problem("expiry", "missing; it has no default");
            return Instant.EPOCH;
        });
        double size = keys.number("sizeBase", -MOST, MOST);
        double volatility = keys.number("volatility", 0.01, 20);
        double rate = keys.fraction("ratePerYear", -1, 1);
        return new HeldOption(call, strike, expiry.getEpochSecond(), size, volatility, rate);
    }

    private static HeldLoan loan(ConfigSection keys) {
        return new HeldLoan(
                keys.number("collateralBase", 0, MOST),
                keys.number("debtQuote", 0, MOST),
                keys.fraction("supplyPerYear", 0, MOST_RATE),
                keys.fraction("borrowPerYear", 0, MOST_RATE));
    }
}
