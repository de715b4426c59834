package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.venue.GaugeTotals;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.market.Pair;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.chainlink.FeedReading;
import io.evenkeel.oracles.uniswap.PoolReading;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** The lens's return data to its typed reading; also what a simulated execution ends with. */
public final class LensDecoder {
    /** Further than any clock goes: a time the chain cannot mean. */
    private static final int LONGEST_TIME_BITS = 40;

    private final Pair pair;

    public LensDecoder(Pair pair) {
        this.pair = pair;
    }

    /**
     * @throws IllegalArgumentException when it is not the lens's answer
     * @throws ArithmeticException when a number is too large to be meant
     */
    public LensReading decode(byte[] returned) {
        AbiRecord snapshot = LensQuery.READ.decodeReturn(returned).onlyRecord();
        return new LensReading(
                block(snapshot),
                new FeePerGas(snapshot.integer("baseFee")),
                snapshot.address("vault"),
                snapshot.medium("sequence"),
                snapshot.flag("keeperAllowed"),
                new Wei(snapshot.integer("keeperBalanceWei")),
                base(snapshot, "idleBase"),
                quote(snapshot, "idleQuote"),
                policy(snapshot.record("policy")),
                snapshot.byteArrays("primitives"),
                snapshot.records("feeds").stream().map(LensDecoder::feed).toList(),
                snapshot.records("pools").stream().map(LensDecoder::pool).toList(),
                snapshot.records("watches").stream().map(WatchDecoder::watch).toList());
    }

    private static BlockRef block(AbiRecord snapshot) {
        return new BlockRef(
                new ChainId(snapshot.medium("chainId")),
                snapshot.medium("blockNumber"),
                new BlockHash(hex(snapshot.bytes("parentHash"))),
                time(snapshot.integer("timestamp")));
    }

    private LensReading.Policy policy(AbiRecord policy) {
        AbiRecord price = policy.record("price");
        return new LensReading.Policy(
                price.integer("priceE18"),
                price.flag("sure"),
                policy.integer("lowPriceE18"),
                policy.integer("highPriceE18"),
                policy.records("venues").stream().map(this::venue).toList(),
                baseDelta(policy, "netDelta"),
                baseDelta(policy, "targetDelta"),
                quote(policy, "nav"),
                base(policy, "bandDelta"),
                quote(policy, "lossBudgetLeft"),
                quote(policy, "turnoverBudgetLeft"),
                base(policy, "deRiskDeltaBudgetLeft"),
                policy.flag("stopped"),
                policy.flag("reduceOnly"));
    }

    private VenueReading venue(AbiRecord venue) {
        AbiRecord totals = venue.record("totals");
        return new VenueReading(
                hex(venue.bytes("venueId")),
                venue.address("gauge"),
                status(venue.small("status")),
                venue.flag("readable"),
                venue.flag("quarantined"),
                new GaugeTotals(
                        baseDelta(totals, "delta"),
                        quoteDelta(totals, "protocolEquity"),
                        quote(totals, "maintenance"),
                        quoteDelta(totals, "oracleNav")),
                new VenueCaps(new Bps(venue.small("equityCapBps")), new Bps(venue.small("shortCapBps"))),
                new Bps(venue.small("haircutBps")));
    }

    /** Numbered as the contract's VenueStatus is. */
    private static VenueReading.Status status(int number) {
        return switch (number) {
            case 0 -> VenueReading.Status.OPEN;
            case 1 -> VenueReading.Status.PAUSED;
            case 2 -> VenueReading.Status.CLOSED;
            default -> throw new IllegalArgumentException("no venue status has the number " + number);
        };
    }

    private static FeedReading feed(AbiRecord feed) {
        return new FeedReading(
                feed.address("feed"),
                feed.small("decimals"),
                feed.integer("roundId"),
                feed.integer("answer"),
                time(feed.integer("updatedAt")),
                feed.integer("minAnswer"),
                feed.integer("maxAnswer"),
                feed.flag("readable"));
    }

    private static PoolReading pool(AbiRecord pool) {
        return new PoolReading(
                pool.address("pool"),
                pool.address("token0"),
                pool.address("token1"),
                pool.small("fee"),
                pool.integer("sqrtPriceX96"),
                pool.small("tick"),
                pool.integer("liquidity"),
                pool.small("twapTick"),
                Duration.ofSeconds(pool.medium("twapWindow")),
                pool.flag("readable"));
    }

    /** A time beyond every clock becomes the furthest there is, so that it is judged and found to be in the future. */
    private static Instant time(BigInteger seconds) {
        BigInteger latest = BigInteger.ONE.shiftLeft(LONGEST_TIME_BITS);
        return Instant.ofEpochSecond(seconds.min(latest).longValueExact());
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private TokenAmount base(AbiRecord values, String name) {
        return new TokenAmount(pair.base(), values.integer(name));
    }

    private TokenAmount quote(AbiRecord values, String name) {
        return new TokenAmount(pair.quote(), values.integer(name));
    }

    private TokenDelta baseDelta(AbiRecord values, String name) {
        return new TokenDelta(pair.base(), values.integer(name));
    }

    private TokenDelta quoteDelta(AbiRecord values, String name) {
        return new TokenDelta(pair.quote(), values.integer(name));
    }
}
