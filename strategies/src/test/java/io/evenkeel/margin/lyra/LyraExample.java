package io.evenkeel.margin.lyra;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The market that the facts were measured in: its own test system's parameters, 28 days, ether at 1750. */
final class LyraExample {
    static final long EXPIRY = 2_419_200;
    private static final long WEEK = 7 * 86_400;

    private LyraExample() {}

    static LyraMarket market(String spot) {
        BigInteger vega = LyraBlackScholes.of(EXPIRY, e18("1.05"), e18("1750"), e18("1500"), e18("0.05"))
                .stdVega();
        LyraStrike strike = new LyraStrike(BigInteger.TWO, e18("1500"), e18("1.05"), vega);
        return new LyraMarket(
                e18(spot),
                false,
                e18("0.05"),
                0,
                e18("2000000"),
                e18("2000000"),
                BigInteger.ZERO,
                new LyraCollateral(
                        e18("200"), e18("0.2"), e18("2.5"), 2 * WEEK, e18("1.8"), 8 * WEEK, e18("1.2"), e18("0.8")),
                new LyraPricing(
                        e18("0.01"),
                        6 * WEEK,
                        16 * WEEK,
                        e18("0.01"),
                        6 * WEEK,
                        12 * WEEK,
                        e18("100"),
                        e18("5"),
                        e18("0.75"),
                        new LyraPricing.VarianceFee(
                                e18("0.25"),
                                e18("3"),
                                e18("1"),
                                e18("1"),
                                e18("0.01"),
                                BigInteger.ZERO,
                                e18("1.5"),
                                e18("1"))),
                new LyraLimits(
                        e18("0.15"), 43_200, e18("0.35"), e18("2"), e18("0.5"), e18("1.5"), e18("0.55"), e18("3")),
                List.of(new LyraBoard(BigInteger.ONE, EXPIRY, e18("1"), e18("1"), false, false, List.of(strike))));
    }

    static LyraPosition shortPut(long id, String amount, String strike, String collateral) {
        return position(id, LyraType.SHORT_PUT_QUOTE, amount, strike, collateral);
    }

    static LyraPosition position(long id, LyraType type, String amount, String strike, String collateral) {
        return new LyraPosition(
                BigInteger.valueOf(id),
                BigInteger.TWO,
                BigInteger.ONE,
                type,
                e18(amount),
                e18(collateral),
                e18(strike),
                EXPIRY,
                e18("1"),
                e18("1.05"),
                e18("1.1"),
                e18("1.05"),
                BigInteger.ZERO,
                BigInteger.ZERO);
    }

    static BigInteger e18(String whole) {
        return new BigDecimal(whole).movePointRight(18).toBigIntegerExact();
    }
}
