package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.keeper.venue.VenueRegistry;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.QuotePolicy;
import io.evenkeel.oracles.QuotePolicySettings;
import io.evenkeel.oracles.QuotePolicySettings.FeedLimits;
import io.evenkeel.risk.health.VenueWatch;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a lens answered on a chain with real Perp v2, Aave v3, Uniswap v3 and Chainlink contracts, for a vault that is
 * 10 ETH short at each of the two: ETH had just fallen from 2000 to 1950.25 USD.
 */
public final class Recorded {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Token WETH =
            new Token(CHAIN, Address.of("0x5fbdb2315678afecb367f032d93f642f64180aa3"), "WETH", 18);
    private static final Token USDC =
            new Token(CHAIN, Address.of("0xe7f1725e7734ce288f8367e1bb143e90bb3f0512"), "USDC", 6);

    public static final Pair PAIR = new Pair(WETH, USDC);
    public static final VenueId SPOT = new VenueId(CHAIN, "spot:WETH");
    public static final VenueId RANGE = new VenueId(CHAIN, "uniswap-v3:WETH-USDC");
    public static final VenueId AAVE = new VenueId(CHAIN, "aave-v3:WETH");
    public static final VenueId PERP = new VenueId(CHAIN, "perp-v2:ETH");
    /** In the policy's order. */
    static final int AAVE_INDEX = 2;

    static final int PERP_INDEX = 3;
    public static final FeePerGas BASE_FEE = FeePerGas.ofGwei("7");

    private Recorded() {}

    public static byte[] returnData() {
        try (InputStream file = Recorded.class.getResourceAsStream("lens-reading.hex")) {
            if (file == null) {
                throw new IllegalStateException("the recorded reading is not on the class path");
            }
            String digits = new String(file.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
            return HexFormat.of().parseHex(digits);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public static LensDecoder decoder() {
        return new LensDecoder(PAIR);
    }

    static LensReading reading() {
        return decoder().decode(returnData());
    }

    public static AccountId account() {
        return new AccountId(CHAIN, reading().vault());
    }

    static List<ConfiguredVenue> venues() {
        Address anywhere = Address.of("0x0000000000000000000000000000000000000001");
        Address swapPool = reading().pools().getFirst().pool();
        return List.of(
                venue(SPOT, Map.of()),
                venue(RANGE, Map.of()),
                venue(
                        AAVE,
                        Map.of(
                                "pool",
                                anywhere,
                                "swapRouter",
                                anywhere,
                                "swapPool",
                                swapPool,
                                "collateral",
                                USDC.address())),
                venue(PERP, Map.of("clearingHouse", anywhere, "vault", anywhere, "baseToken", anywhere)));
    }

    private static ConfiguredVenue venue(VenueId id, Map<String, Address> contracts) {
        return VenueRegistry.protocol(id.protocol()).orElseThrow().at(new Site(id, PAIR, contracts));
    }

    public static SnapshotBuilder builder() {
        return builder(venues());
    }

    static SnapshotBuilder builder(HealthJudge health) {
        return new SnapshotBuilder(account(), PAIR, new QuotePolicy(quotes()), venues(), health);
    }

    static SnapshotBuilder builder(List<ConfiguredVenue> venues) {
        return new SnapshotBuilder(account(), PAIR, new QuotePolicy(quotes()), venues, HealthJudge.TRUSTING);
    }

    static QuotePolicySettings quotes() {
        LensReading reading = reading();
        return new QuotePolicySettings(
                PAIR,
                new FeedLimits(reading.feeds().get(0).feed(), Duration.ofMinutes(65)),
                new FeedLimits(reading.feeds().get(1).feed(), Duration.ofMinutes(65)),
                Duration.ofMinutes(5),
                new Bps(300),
                2,
                new Bps(500));
    }

    /** The same reading with one venue as the policy might have read it otherwise. */
    static LensReading withVenue(LensReading reading, int index, UnaryOperator<VenueReading> change) {
        List<VenueReading> venues = new ArrayList<>(reading.policy().venues());
        venues.set(index, change.apply(venues.get(index)));
        return withPolicy(reading, policy -> withVenues(policy, venues));
    }

    static LensReading withPrimitives(LensReading reading, int index, byte[] primitives) {
        List<byte[]> all = new ArrayList<>(reading.primitives());
        all.set(index, primitives);
        return with(reading, reading.policy(), all, reading.watches());
    }

    static LensReading withWatch(LensReading reading, int index, VenueWatch watch) {
        List<VenueWatch> all = new ArrayList<>(reading.watches());
        all.set(index, watch);
        return with(reading, reading.policy(), reading.primitives(), all);
    }

    static LensReading withPolicy(LensReading reading, UnaryOperator<LensReading.Policy> change) {
        return with(reading, change.apply(reading.policy()), reading.primitives(), reading.watches());
    }

    private static LensReading with(
            LensReading reading, LensReading.Policy policy, List<byte[]> primitives, List<VenueWatch> watches) {
        return new LensReading(
                reading.block(),
                reading.baseFee(),
                reading.vault(),
                reading.sequence(),
                reading.keeperAllowed(),
                reading.keeperBalance(),
                reading.idleBase(),
                reading.idleQuote(),
                policy,
                primitives,
                reading.feeds(),
                reading.pools(),
                watches);
    }

    static LensReading.Policy withVenues(LensReading.Policy policy, List<VenueReading> venues) {
        return new LensReading.Policy(
                policy.priceE18(),
                policy.sure(),
                policy.lowPriceE18(),
                policy.highPriceE18(),
                venues,
                policy.netDelta(),
                policy.targetDelta(),
                policy.nav(),
                policy.bandDelta(),
                policy.lossBudgetLeft(),
                policy.turnoverBudgetLeft(),
                policy.deRiskDeltaBudgetLeft(),
                policy.stopped(),
                policy.reduceOnly());
    }

    static LensReading.Policy unsure(LensReading.Policy policy, BigInteger low, BigInteger high) {
        return priced(policy, policy.priceE18(), false, low, high);
    }

    static LensReading.Policy sureAt(LensReading.Policy policy, BigInteger price) {
        return priced(policy, price, true, price, price);
    }

    private static LensReading.Policy priced(
            LensReading.Policy policy, BigInteger price, boolean sure, BigInteger low, BigInteger high) {
        return new LensReading.Policy(
                price,
                sure,
                low,
                high,
                policy.venues(),
                policy.netDelta(),
                policy.targetDelta(),
                policy.nav(),
                policy.bandDelta(),
                policy.lossBudgetLeft(),
                policy.turnoverBudgetLeft(),
                policy.deRiskDeltaBudgetLeft(),
                policy.stopped(),
                policy.reduceOnly());
    }
}
