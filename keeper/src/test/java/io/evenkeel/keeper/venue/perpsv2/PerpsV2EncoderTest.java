package io.evenkeel.keeper.venue.perpsv2;

import static io.evenkeel.keeper.venue.Given.DEADLINE;
import static io.evenkeel.keeper.venue.Given.PAIR;
import static io.evenkeel.keeper.venue.Given.USDC;
import static io.evenkeel.keeper.venue.Given.VAULT;
import static io.evenkeel.keeper.venue.Given.WORST;
import static io.evenkeel.keeper.venue.Given.address;
import static io.evenkeel.keeper.venue.Given.usdc;
import static io.evenkeel.keeper.venue.Given.weth;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder.Order;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.margin.perpsv2.PerpsV2Account;
import io.evenkeel.margin.perpsv2.PerpsV2Market;
import io.evenkeel.margin.perpsv2.PerpsV2Order;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.margin.perpsv2.PerpsV2Terms;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerpsV2EncoderTest {
    private static final ContractAbi MARKET_ABI = ContractAbi.load("perps-v2", "PerpsV2Market");
    private static final ContractAbi INTENT = ContractAbi.load("perps-v2", "PerpsV2MarketDelayedIntent");
    private static final ContractAbi EXECUTION = ContractAbi.load("perps-v2", "PerpsV2MarketDelayedExecution");
    private static final ContractAbi ROUTER = ContractAbi.load("uniswap-v3", "SwapRouter");

    private static final VenueId PERPS = new VenueId(Given.CHAIN, "perps-v2:ETH");
    private static final Address MARKET = address(0xe1);
    private static final Address SUSD = address(0xe2);
    private static final Address SUSD_ROUTER = address(0xe3);
    private static final ConfiguredVenue VENUE =
            Given.configured(PERPS, Map.of("market", MARKET, "susd", SUSD, "susdRouter", SUSD_ROUTER));

    @Test
    void aTradeIsOneCommitmentToTheExactSizeAtTheWorstPriceOrBetter() {
        Leg leg = only(encode("0", new ChangeDelta(PERPS, weth("-10.000000000000000001"), WORST, true)));

        AbiRecord call = INTENT.function("submitOffchainDelayedOrder").decodeCall(leg.callData());
        assertThat(leg.target()).isEqualTo(MARKET);
        assertThat(leg.spend()).isEmpty();
        assertThat(leg.required()).isTrue();
        assertThat(call.integer("sizeDelta")).isEqualTo("-10000000000000000001");
        assertThat(call.integer("desiredFillPrice")).isEqualTo("1990000000000000000001");
    }

    @Test
    void anOrderIsClearedAwayAsTheActionSaysRequiredOrNot() {
        for (boolean required : new boolean[] {true, false}) {
            Leg leg = only(encode("0", new CancelOrder(PERPS, required)));

            AbiRecord call = EXECUTION.function("cancelOffchainDelayedOrder").decodeCall(leg.callData());
            assertThat(leg.target()).isEqualTo(MARKET);
            assertThat(leg.required()).isEqualTo(required);
            assertThat(call.address("account")).isEqualTo(VAULT.address());
        }
    }

    @Test
    void collateralIsBoughtWithUsdcAndPutInToTheLeastThatThePurchaseBringsAndWhatLiesIdle() {
        List<Leg> legs = encode("3.5", new AddCollateral(PERPS, usdc("1000"), true));

        assertThat(legs).extracting(Leg::target).containsExactly(SUSD_ROUTER, MARKET);
        assertThat(legs.getFirst().spend()).contains(usdc("1000"));
        AbiRecord swap = ROUTER.function("exactInputSingle")
                .decodeCall(legs.getFirst().callData())
                .record("params");
        assertThat(swap.address("tokenIn")).isEqualTo(USDC.address());
        assertThat(swap.address("tokenOut")).isEqualTo(SUSD);
        assertThat(swap.address("recipient")).isEqualTo(VAULT.address());
        assertThat(swap.integer("deadline")).isEqualTo(DEADLINE.getEpochSecond());
        // twenty basis points under parity
        assertThat(swap.integer("amountOutMinimum")).isEqualTo(e18("998"));
        assertThat(transferred(legs.getLast())).isEqualTo(e18("1001.5"));
    }

    @Test
    void collateralComesOutAsSusdAndIsSoldForUsdcToTheVault() {
        List<Leg> legs = encode("0", new RemoveCollateral(PERPS, usdc("1000"), true));

        assertThat(legs).extracting(Leg::target).containsExactly(MARKET, SUSD_ROUTER);
        assertThat(transferred(legs.getFirst())).isEqualTo(e18("-1000"));
        TokenAmount susd = TokenAmount.of(new Token(Given.CHAIN, SUSD, "sUSD", 18), "1000");
        assertThat(legs.getLast().spend()).contains(susd);
        AbiRecord swap = ROUTER.function("exactInputSingle")
                .decodeCall(legs.getLast().callData())
                .record("params");
        assertThat(swap.address("recipient")).isEqualTo(VAULT.address());
        assertThat(swap.integer("amountOutMinimum")).isEqualTo(998_000_000);
    }

    private static BigInteger transferred(Leg leg) {
        return MARKET_ABI.function("transferMargin").decodeCall(leg.callData()).integer("marginDelta");
    }

    private static List<Leg> encode(String idleSusd, HedgeAction action) {
        MarketSnapshot given = Given.snapshot();
        MarketSnapshot snapshot = new MarketSnapshot(
                given.block(),
                given.account(),
                given.pair(),
                given.sequence(),
                given.price(),
                given.holdings(),
                List.of(position(idleSusd)),
                given.envelope(),
                given.baseFee(),
                given.keeperBalance());
        return VENUE.encoder().encode(action, new Order(VAULT.address(), snapshot, DEADLINE, List.of(action)));
    }

    private static PerpsV2Position position(String idleSusd) {
        BigInteger zero = BigInteger.ZERO;
        Optional<PerpsV2Order> none = Optional.empty();
        BigInteger one = e18("1");
        PerpsV2Terms terms =
                new PerpsV2Terms(one, zero, one, e18("55"), zero, zero, zero, zero, zero, zero, zero, zero, zero);
        return new PerpsV2Position(
                PERPS,
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                new PerpsV2Account(zero, zero, zero, zero, e18(idleSusd), false, none),
                new PerpsV2Market(e18("2000"), false, false, zero, zero, zero, zero, 0, 0, terms));
    }

    private static BigInteger e18(String whole) {
        return new BigDecimal(whole).movePointRight(18).toBigIntegerExact();
    }

    private static Leg only(List<Leg> legs) {
        assertThat(legs).hasSize(1);
        return legs.getFirst();
    }
}
