package io.evenkeel.oracles;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.oracles.chainlink.FeedReading;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** WETH in USDC by two feeds with an hour's and a day's heartbeat, and pools that confirm them. */
public final class Given {
    public static final Instant NOW = Instant.parse("2021-05-19T13:00:00Z");
    static final Address ETH_FEED = Address.of("0x00000000000000000000000000000000000000e1");
    static final Address USDC_FEED = Address.of("0x00000000000000000000000000000000000000c1");
    static final ChainId CHAIN = new ChainId(31337);
    static final Token WETH = new Token(CHAIN, Address.of("0x00000000000000000000000000000000000000aa"), "WETH", 18);
    static final Token USDC = new Token(CHAIN, Address.of("0x00000000000000000000000000000000000000bb"), "USDC", 6);
    public static final Pair PAIR = new Pair(WETH, USDC);

    private Given() {}

    static QuotePolicySettings settings(int quorum) {
        return new QuotePolicySettings(
                PAIR,
                new FeedLimits(ETH_FEED, Duration.ofMinutes(65)),
                new FeedLimits(USDC_FEED, Duration.ofHours(25)),
                Duration.ofMinutes(5),
                new Bps(200),
                quorum,
                new Bps(100));
    }

    static FeedReading eth(String usd) {
        return feed(ETH_FEED, usd, NOW.minusSeconds(60));
    }

    static FeedReading usdc(String usd) {
        return feed(USDC_FEED, usd, NOW.minusSeconds(7_200));
    }

    /** Eight decimals, circuit values 0.00000001 and 10,000,000, the first round of the first phase. */
    static FeedReading feed(Address feed, String usd, Instant updatedAt) {
        return new FeedReading(
                feed,
                8,
                new BigInteger("18446744073709551617"),
                new BigDecimal(usd).movePointRight(8).toBigIntegerExact(),
                updatedAt,
                BigInteger.ONE,
                BigInteger.TEN.pow(15),
                true);
    }

    static FeedReading unreadable(Address feed) {
        return new FeedReading(
                feed, 0, BigInteger.ZERO, BigInteger.ZERO, Instant.EPOCH, BigInteger.ZERO, BigInteger.ZERO, false);
    }

    /** WETH is token0; the average spans ten minutes. */
    static PoolReading pool(int twapTick) {
        return pool(twapTick, Duration.ofMinutes(10));
    }

    static PoolReading pool(int twapTick, Duration window) {
        return new PoolReading(
                Address.of("0x00000000000000000000000000000000000000f1"),
                WETH.address(),
                USDC.address(),
                500,
                BigInteger.ONE,
                twapTick,
                BigInteger.TEN.pow(20),
                twapTick,
                window,
                true);
    }
}
