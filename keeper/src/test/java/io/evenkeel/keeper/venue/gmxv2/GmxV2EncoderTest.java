package io.evenkeel.keeper.venue.gmxv2;

import static io.evenkeel.keeper.venue.Given.DEADLINE;
import static io.evenkeel.keeper.venue.Given.PAIR;
import static io.evenkeel.keeper.venue.Given.USDC;
import static io.evenkeel.keeper.venue.Given.VAULT;
import static io.evenkeel.keeper.venue.Given.WETH;
import static io.evenkeel.keeper.venue.Given.WORST;
import static io.evenkeel.keeper.venue.Given.address;
import static io.evenkeel.keeper.venue.Given.usdc;
import static io.evenkeel.keeper.venue.Given.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder.Order;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.margin.gmxv2.GmxV2Order;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.margin.gmxv2.GmxV2Short;
import io.evenkeel.margin.gmxv2.GmxV2Terms;
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
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short is of 10 WETH, opened and read at 2000; a block asks a gwei for a unit of gas. */
class GmxV2EncoderTest {
    private static final ContractAbi ROUTER_ABI = ContractAbi.load("gmx-v2", "ExchangeRouter");
    private static final VenueId GMX = new VenueId(Given.CHAIN, "gmx-v2:ETH");
    private static final Address ROUTER = address(0xf1);
    private static final Address ORDER_VAULT = address(0xf2);
    private static final Address MARKET = address(0xf3);
    private static final ConfiguredVenue VENUE =
            Given.configured(GMX, Map.of("exchangeRouter", ROUTER, "orderVault", ORDER_VAULT, "market", MARKET));

    private static final int INCREASE = 2;
    private static final int DECREASE = 4;
    private static final long INCREASE_GAS = 300_000;
    private static final long DECREASE_GAS = 100_000;
    /** Twice a gwei and two, for each unit. */
    private static final TokenAmount INCREASE_FEE = TokenAmount.of(WETH, "0.0012");

    private static final TokenAmount DECREASE_FEE = TokenAmount.of(WETH, "0.0004");
    private static final String KEY = "0x" + "5a".repeat(32);

    @Test
    void aSaleWithoutCollateralIsOneCallThatSendsItsFeeAndOrders() {
        Leg leg = only(encode(sell("-3")));

        assertThat(leg.target()).isEqualTo(ROUTER);
        assertThat(leg.required()).isTrue();
        assertThat(leg.spend()).contains(INCREASE_FEE);
        assertSent(leg, INCREASE_FEE);
        AbiRecord numbers = order(leg).record("numbers");
        assertThat(order(leg).integer("orderType")).isEqualTo(INCREASE);
        assertThat(numbers.integer("sizeDeltaUsd")).isEqualTo(usd(6_000));
        assertThat(numbers.integer("executionFee")).isEqualTo(INCREASE_FEE.units());
        assertThat(numbers.integer("initialCollateralDeltaAmount")).isZero();
        // rounded against whoever would fill it for less
        assertThat(numbers.integer("acceptablePrice")).isEqualTo(new BigInteger("1990000000000001"));
    }

    @Test
    void aSaleTakesItsCollateralWithItAndTheFeeIsSentByACallBefore() {
        AddCollateral add = new AddCollateral(GMX, usdc("1500"), true);
        ChangeDelta sale = sell("-3");

        assertThat(encode(add, add, sale)).as("goes with the sale").isEmpty();
        List<Leg> legs = encode(sale, add, sale);

        assertThat(legs).hasSize(2).extracting(Leg::target).containsOnly(ROUTER);
        AbiRecord fee =
                ROUTER_ABI.function("sendTokens").decodeCall(legs.getFirst().callData());
        assertThat(fee.address("token")).isEqualTo(WETH.address());
        assertThat(fee.address("receiver")).isEqualTo(ORDER_VAULT);
        assertThat(legs.getFirst().spend()).contains(INCREASE_FEE);
        assertThat(legs.getLast().spend()).contains(usdc("1500"));
        assertSent(legs.getLast(), usdc("1500"));
        assertThat(order(legs.getLast()).record("numbers").integer("executionFee"))
                .isEqualTo(INCREASE_FEE.units());
    }

    @Test
    void aPurchaseTakesCollateralOutWithItAndPaysForTheGasOfADecrease() {
        ChangeDelta purchase = new ChangeDelta(GMX, weth("4"), WORST, true);
        RemoveCollateral remove = new RemoveCollateral(GMX, usdc("700"), true);

        assertThat(encode(remove, purchase, remove)).isEmpty();
        Leg leg = only(encode(purchase, purchase, remove));

        AbiRecord numbers = order(leg).record("numbers");
        assertThat(order(leg).integer("orderType")).isEqualTo(DECREASE);
        assertThat(leg.spend()).contains(DECREASE_FEE);
        assertThat(numbers.integer("sizeDeltaUsd")).isEqualTo(usd(8_000));
        assertThat(numbers.integer("initialCollateralDeltaAmount"))
                .isEqualTo(usdc("700").units());
        assertThat(numbers.integer("acceptablePrice")).isEqualTo(new BigInteger("1990000000000000"));
    }

    @Test
    void aPurchaseOfMoreThanIsShortClosesAllOfIt() {
        Leg leg = only(encode(new ChangeDelta(GMX, weth("11"), WORST, true)));

        assertThat(order(leg).record("numbers").integer("sizeDeltaUsd")).isEqualTo(usd(20_000));
    }

    @Test
    void collateralAloneIsAnOrderOfNoSize() {
        AbiRecord in = order(encode(new AddCollateral(GMX, usdc("10"), false)).getLast());
        Leg out = only(encode(new RemoveCollateral(GMX, usdc("10"), false)));

        assertThat(in.integer("orderType")).isEqualTo(INCREASE);
        assertThat(in.record("numbers").integer("sizeDeltaUsd")).isZero();
        assertThat(out.required()).isFalse();
        assertThat(order(out).integer("orderType")).isEqualTo(DECREASE);
        assertThat(order(out).record("numbers").integer("sizeDeltaUsd")).isZero();
        assertThat(order(out).record("numbers").integer("initialCollateralDeltaAmount"))
                .isEqualTo(usdc("10").units());
    }

    @Test
    void anOrderIsPlainAndEverythingComesBackToTheVault() {
        AbiRecord order = order(only(encode(sell("-3"))));

        AbiRecord addresses = order.record("addresses");
        assertThat(addresses.address("receiver")).isEqualTo(VAULT.address());
        assertThat(addresses.address("cancellationReceiver")).isEqualTo(VAULT.address());
        assertThat(addresses.address("callbackContract")).isEqualTo(Address.ZERO);
        assertThat(addresses.address("uiFeeReceiver")).isEqualTo(Address.ZERO);
        assertThat(addresses.address("market")).isEqualTo(MARKET);
        assertThat(addresses.address("initialCollateralToken")).isEqualTo(USDC.address());
        assertThat(order.flag("isLong")).isFalse();
        assertThat(order.flag("shouldUnwrap")).isFalse();
        assertThat(order.flag("autoCancel")).isFalse();
    }

    @Test
    void theOrderThatWaitsIsCancelledByItsKeyRequiredOrNot() {
        for (boolean required : new boolean[] {true, false}) {
            Leg leg = only(encode(waiting(), new CancelOrder(GMX, required)));

            AbiRecord call = ROUTER_ABI.function("cancelOrder").decodeCall(leg.callData());
            assertThat(leg.spend()).isEmpty();
            assertThat(leg.required()).isEqualTo(required);
            assertThat("0x" + HexFormat.of().formatHex(call.bytes("key"))).isEqualTo(KEY);
        }
    }

    @Test
    void whereNothingWaitsThereIsNothingToCancel() {
        assertThatThrownBy(() -> encode(new CancelOrder(GMX, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no order to cancel");
    }

    private static ChangeDelta sell(String size) {
        return new ChangeDelta(GMX, weth(size), WORST, true);
    }

    private static void assertSent(Leg leg, TokenAmount amount) {
        AbiRecord call = ROUTER_ABI.function("sendTokens").decodeCall(inner(leg).getFirst());
        assertThat(call.address("token")).isEqualTo(amount.token().address());
        assertThat(call.address("receiver")).isEqualTo(ORDER_VAULT);
        assertThat(call.integer("amount")).isEqualTo(amount.units());
    }

    private static AbiRecord order(Leg leg) {
        List<byte[]> calls = inner(leg);
        assertThat(calls).hasSize(2);
        return ROUTER_ABI.function("createOrder").decodeCall(calls.getLast()).onlyRecord();
    }

    private static List<byte[]> inner(Leg leg) {
        return ROUTER_ABI.function("multicall").decodeCall(leg.callData()).byteArrays("calls");
    }

    private static List<Leg> encode(HedgeAction action, HedgeAction... plan) {
        return encode(Optional.empty(), action, plan);
    }

    private static List<Leg> encode(Optional<GmxV2Order> order, HedgeAction action, HedgeAction... plan) {
        MarketSnapshot given = Given.snapshot();
        MarketSnapshot snapshot = new MarketSnapshot(
                given.block(),
                given.account(),
                given.pair(),
                given.sequence(),
                given.price(),
                given.holdings(),
                List.of(position(order)),
                given.envelope(),
                given.baseFee(),
                given.keeperBalance());
        List<HedgeAction> whole = plan.length == 0 ? List.of(action) : List.of(plan);
        return VENUE.encoder().encode(action, new Order(VAULT.address(), snapshot, DEADLINE, whole));
    }

    private static Optional<GmxV2Order> waiting() {
        BigInteger none = BigInteger.ZERO;
        return Optional.of(new GmxV2Order(KEY, true, usd(2_000), none, none, none, 0, 300, false));
    }

    private static GmxV2Position position(Optional<GmxV2Order> order) {
        BigInteger none = BigInteger.ZERO;
        BigInteger price = new BigInteger("2000000000000000");
        GmxV2Short held = new GmxV2Short(
                usd(20_000),
                BigInteger.TEN.pow(19),
                usdc("5000").units(),
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                price);
        GmxV2Terms terms = new GmxV2Terms(
                false,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                false,
                INCREASE_GAS,
                DECREASE_GAS);
        return new GmxV2Position(
                GMX, PAIR, new VenueCaps(Bps.WHOLE, Bps.WHOLE), VenueCondition.OPEN, held, terms, order, none);
    }

    private static BigInteger usd(long whole) {
        return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(30));
    }

    private static Leg only(List<Leg> legs) {
        assertThat(legs).hasSize(1);
        return legs.getFirst();
    }
}
