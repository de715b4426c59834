package io.evenkeel.keeper.venue;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.BlockRef;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Pair;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One vault, two venues, two thousand USDC for a WETH. */
public final class Given {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Token WETH = new Token(CHAIN, address(0xaa), "WETH", 18);
    public static final Token USDC = new Token(CHAIN, address(0xbb), "USDC", 6);
    public static final Pair PAIR = new Pair(WETH, USDC);
    public static final AccountId VAULT = new AccountId(CHAIN, address(0x77));
    public static final VenueId PERP = new VenueId(CHAIN, "perp-v2:ETH");
    public static final VenueId AAVE = new VenueId(CHAIN, "aave-v3:main");
    public static final Address CLEARING_HOUSE = address(0xc1);
    public static final Address PERP_VAULT = address(0xc2);
    public static final Address BASE_TOKEN = address(0xc3);
    public static final Address AAVE_POOL = address(0xd1);
    public static final Address SWAP_ROUTER = address(0xd2);
    public static final Address SWAP_POOL = address(0xd3);
    public static final Instant DEADLINE = Instant.ofEpochSecond(1_700_000_300);
    public static final Price WORST = Price.of(WETH, USDC, "1990.000000000000000001");

    public static final ConfiguredVenue PERP_VENUE =
            configured(PERP, Map.of("clearingHouse", CLEARING_HOUSE, "vault", PERP_VAULT, "baseToken", BASE_TOKEN));
    public static final ConfiguredVenue AAVE_VENUE = configured(
            AAVE,
            Map.of("pool", AAVE_POOL, "swapRouter", SWAP_ROUTER, "swapPool", SWAP_POOL, "collateral", USDC.address()));

    private Given() {}

    public static Address address(int number) {
        return Address.of("0x%040x".formatted(number));
    }

    public static TokenDelta weth(String whole) {
        return TokenDelta.of(WETH, whole);
    }

    public static TokenAmount usdc(String whole) {
        return TokenAmount.of(USDC, whole);
    }

    public static ConfiguredVenue configured(VenueId id, Map<String, Address> contracts) {
        return VenueRegistry.protocol(id.protocol()).orElseThrow().at(new Site(id, PAIR, contracts));
    }

    public static BlockRef block(long number) {
        return new BlockRef(
                CHAIN, number, new BlockHash("0x" + "%064x".formatted(number)), Instant.ofEpochSecond(1_700_000_000));
    }

    public static MarketSnapshot snapshot() {
        return new MarketSnapshot(
                block(100),
                VAULT,
                PAIR,
                7,
                new PriceView.Sure(Price.of(WETH, USDC, "2000"), Instant.ofEpochSecond(1_700_000_000)),
                new Holdings(TokenAmount.of(WETH, "50"), usdc("100000"), List.of()),
                List.of(aave()),
                new Envelope(
                        weth("0"),
                        TokenAmount.of(WETH, "2"),
                        usdc("200000"),
                        usdc("1000"),
                        usdc("1000000"),
                        TokenAmount.of(WETH, "1"),
                        false,
                        false,
                        true),
                FeePerGas.ofGwei("1"),
                new Wei(BigInteger.TEN.pow(18)));
    }

    public static HedgePlan plan(HedgeAction... actions) {
        return new HedgePlan(
                block(100),
                VAULT,
                7,
                PlanKind.ROUTINE,
                List.of(actions),
                weth("50"),
                weth("30"),
                weth("29.5"),
                weth("30.5"),
                usdc("250"),
                DEADLINE,
                false,
                List.of("because"));
    }

    private static AaveV3Position aave() {
        SwapPool pool = new SwapPool(
                new BigInteger("3543191142285914205922034"), -200_311, BigInteger.TEN.pow(20), 500, true, 18, 6);
        return new AaveV3Position(
                AAVE,
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                AaveGeneration.V3_0,
                asset("200000000000"),
                asset("100000000"),
                pool,
                USDC,
                false);
    }

    private static AaveAsset asset(String priceUsd) {
        BigInteger zero = BigInteger.ZERO;
        BigInteger much = BigInteger.TEN.pow(24);
        return new AaveAsset(
                zero,
                zero,
                8000,
                8250,
                false,
                zero,
                zero,
                much,
                zero,
                zero,
                zero,
                true,
                false,
                false,
                true,
                new BigInteger(priceUsd));
    }
}
