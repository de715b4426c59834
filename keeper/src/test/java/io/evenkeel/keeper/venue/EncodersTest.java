package io.evenkeel.keeper.venue;

import static io.evenkeel.keeper.venue.Given.AAVE;
import static io.evenkeel.keeper.venue.Given.AAVE_POOL;
import static io.evenkeel.keeper.venue.Given.AAVE_VENUE;
import static io.evenkeel.keeper.venue.Given.BASE_TOKEN;
import static io.evenkeel.keeper.venue.Given.CLEARING_HOUSE;
import static io.evenkeel.keeper.venue.Given.DEADLINE;
import static io.evenkeel.keeper.venue.Given.PERP;
import static io.evenkeel.keeper.venue.Given.PERP_VAULT;
import static io.evenkeel.keeper.venue.Given.PERP_VENUE;
import static io.evenkeel.keeper.venue.Given.SWAP_ROUTER;
import static io.evenkeel.keeper.venue.Given.USDC;
import static io.evenkeel.keeper.venue.Given.VAULT;
import static io.evenkeel.keeper.venue.Given.WETH;
import static io.evenkeel.keeper.venue.Given.WORST;
import static io.evenkeel.keeper.venue.Given.usdc;
import static io.evenkeel.keeper.venue.Given.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.VenueEncoder.Order;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.TokenAmount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodersTest {
    private static final ContractAbi PERP_HOUSE = ContractAbi.load("perp-v2", "ClearingHouse");
    private static final ContractAbi PERP_CASH = ContractAbi.load("perp-v2", "Vault");
    private static final ContractAbi AAVE_ABI = ContractAbi.load("aave-v3", "Pool");
    private static final ContractAbi ROUTER = ContractAbi.load("uniswap-v3", "SwapRouter");

    // --- Perp v2

    @Test
    void aPerpShortSellsExactBaseForAtLeastTheWorstPriceRoundedUp() {
        Leg leg = only(encode(PERP_VENUE, new ChangeDelta(PERP, weth("-10.000000000000000001"), WORST, true)));
        AbiRecord params =
                PERP_HOUSE.function("openPosition").decodeCall(leg.callData()).record("params");
        assertThat(leg.target()).isEqualTo(CLEARING_HOUSE);
        assertThat(leg.spend()).isEmpty();
        assertThat(leg.required()).isTrue();
        assertThat(params.address("baseToken")).isEqualTo(BASE_TOKEN);
        assertThat(params.flag("isBaseToQuote")).isTrue();
        assertThat(params.flag("isExactInput")).isTrue();
        assertThat(params.integer("amount")).isEqualTo("10000000000000000001");
        // 10.000000000000000001 × 1990.000000000000000001 = 19900.000000000000002000 000000000000000001
        assertThat(params.integer("oppositeAmountBound")).isEqualTo("19900000000000000002001");
        assertThat(params.integer("deadline")).isEqualTo(DEADLINE.getEpochSecond());
        assertThat(params.integer("sqrtPriceLimitX96")).isZero();
    }

    @Test
    void buyingBackAPerpShortAsksForExactBaseAndPaysAtMostTheWorstPriceRoundedDown() {
        Leg leg = only(encode(PERP_VENUE, new ChangeDelta(PERP, weth("10.000000000000000001"), WORST, false)));
        AbiRecord params =
                PERP_HOUSE.function("openPosition").decodeCall(leg.callData()).record("params");
        assertThat(params.flag("isBaseToQuote")).isFalse();
        assertThat(params.flag("isExactInput")).isFalse();
        assertThat(params.integer("oppositeAmountBound")).isEqualTo("19900000000000000002000");
        assertThat(leg.required()).isFalse();
    }

    @Test
    void perpCollateralIsDepositedWithExactlyThatApproval() {
        Leg leg = only(encode(PERP_VENUE, new AddCollateral(PERP, usdc("12.5"), true)));
        AbiRecord call = PERP_CASH.function("deposit").decodeCall(leg.callData());
        assertThat(leg.target()).isEqualTo(PERP_VAULT);
        assertThat(leg.spend()).contains(usdc("12.5"));
        assertThat(call.address("token")).isEqualTo(USDC.address());
        assertThat(call.integer("amount")).isEqualTo(12_500_000);
    }

    @Test
    void perpCollateralIsWithdrawnWithoutApproval() {
        Leg leg = only(encode(PERP_VENUE, new RemoveCollateral(PERP, usdc("3"), true)));
        assertThat(leg.spend()).isEmpty();
        assertThat(PERP_CASH.function("withdraw").decodeCall(leg.callData()).integer("amount"))
                .isEqualTo(3_000_000);
    }

    // --- Aave v3

    @Test
    void anAaveShortBorrowsAndThenSells() {
        List<Leg> legs = encode(AAVE_VENUE, new ChangeDelta(AAVE, weth("-10"), WORST, true));
        assertThat(legs).extracting(Leg::target).containsExactly(AAVE_POOL, SWAP_ROUTER);
        AbiRecord borrow = AAVE_ABI.function("borrow").decodeCall(legs.get(0).callData());
        assertThat(legs.get(0).spend()).isEmpty();
        assertThat(borrow.address("asset")).isEqualTo(WETH.address());
        assertThat(borrow.integer("amount")).isEqualTo("10000000000000000000");
        assertThat(borrow.integer("interestRateMode")).isEqualTo(2);
        assertThat(borrow.address("onBehalfOf")).isEqualTo(VAULT.address());
        AbiRecord sale = ROUTER.function("exactInputSingle")
                .decodeCall(legs.get(1).callData())
                .record("params");
        assertThat(legs.get(1).spend()).contains(TokenAmount.of(WETH, "10"));
        assertThat(sale.address("tokenIn")).isEqualTo(WETH.address());
        assertThat(sale.address("tokenOut")).isEqualTo(USDC.address());
        assertThat(sale.integer("fee")).isEqualTo(500);
        assertThat(sale.address("recipient")).isEqualTo(VAULT.address());
        assertThat(sale.integer("deadline")).isEqualTo(DEADLINE.getEpochSecond());
        assertThat(sale.integer("amountIn")).isEqualTo("10000000000000000000");
        // 19900.00000000000000001 USDC rounded up to the sixth digit
        assertThat(sale.integer("amountOutMinimum")).isEqualTo(19_900_000_001L);
    }

    @Test
    void lessOfAnAaveShortBuysExactlyAndThenRepays() {
        List<Leg> legs = encode(AAVE_VENUE, new ChangeDelta(AAVE, weth("4"), WORST, true));
        assertThat(legs).extracting(Leg::target).containsExactly(SWAP_ROUTER, AAVE_POOL);
        AbiRecord purchase = ROUTER.function("exactOutputSingle")
                .decodeCall(legs.get(0).callData())
                .record("params");
        assertThat(purchase.integer("amountOut")).isEqualTo("4000000000000000000");
        assertThat(purchase.integer("amountInMaximum")).isEqualTo(7_960_000_000L);
        assertThat(legs.get(0).spend()).contains(usdc("7960"));
        AbiRecord repay = AAVE_ABI.function("repay(address,uint256,uint256,address)")
                .decodeCall(legs.get(1).callData());
        assertThat(repay.integer("amount")).isEqualTo("4000000000000000000");
        assertThat(legs.get(1).spend()).contains(TokenAmount.of(WETH, "4"));
    }

    @Test
    void aaveCollateralGoesInWithExactApprovalAndComesOutToTheVault() {
        Leg in = only(encode(AAVE_VENUE, new AddCollateral(AAVE, usdc("500"), true)));
        assertThat(in.spend()).contains(usdc("500"));
        assertThat(AAVE_ABI.function("supply").decodeCall(in.callData()).address("onBehalfOf"))
                .isEqualTo(VAULT.address());
        Leg out = only(encode(AAVE_VENUE, new RemoveCollateral(AAVE, TokenAmount.of(WETH, "1"), true)));
        AbiRecord withdraw = AAVE_ABI.function("withdraw").decodeCall(out.callData());
        assertThat(out.spend()).isEmpty();
        assertThat(withdraw.address("asset")).isEqualTo(WETH.address());
        assertThat(withdraw.address("to")).isEqualTo(VAULT.address());
    }

    @Test
    void whatFillsAtOnceHasNoOrderToClearAway() {
        assertThatThrownBy(() -> encode(PERP_VENUE, new CancelOrder(PERP, true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perp-v2:ETH has no such action");
        assertThatThrownBy(() -> encode(AAVE_VENUE, new CancelOrder(AAVE, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // --- configuration

    @Test
    void everyMissingAndEveryUnknownContractIsNamedAtOnce() {
        VenueProtocol perp = VenueRegistry.protocol("perp-v2").orElseThrow();
        Map<String, Address> wrong = Map.of("clearingHouse", CLEARING_HOUSE, "pool", AAVE_POOL);
        assertThatThrownBy(() -> perp.at(new Site(PERP, Given.PAIR, wrong)))
                .hasMessageContaining("missing: [baseToken, vault]")
                .hasMessageContaining("unknown: [pool]");
    }

    @Test
    void whatTheVaultOnlyHoldsTakesNoAction() {
        VenueId ranges = new VenueId(Given.CHAIN, "uniswap-v3:WETH-USDC");
        ConfiguredVenue held = Given.configured(ranges, Map.of());
        assertThatThrownBy(() -> encode(held, new ChangeDelta(ranges, weth("1"), WORST, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Leg> encode(ConfiguredVenue venue, HedgeAction action) {
        return venue.encoder().encode(action, new Order(VAULT.address(), Given.snapshot(), DEADLINE, List.of(action)));
    }

    private static Leg only(List<Leg> legs) {
        assertThat(legs).hasSize(1);
        return legs.getFirst();
    }
}
