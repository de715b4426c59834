package io.evenkeel.testchain.venue;

import static io.evenkeel.testchain.market.GmxV2Desk.ANY_PURCHASE;
import static io.evenkeel.testchain.market.GmxV2Desk.ANY_SALE;
import static io.evenkeel.testchain.market.GmxV2Desk.INCREASE;
import static io.evenkeel.testchain.market.GmxV2Desk.price;
import static io.evenkeel.testchain.market.GmxV2Desk.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.adapter.headlong.RevertDecoder;
import io.evenkeel.keeper.venue.gmxv2.GmxV2Reverts;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.GmxV2Desk;
import io.evenkeel.testchain.market.GmxV2Governance;
import io.evenkeel.testchain.market.GmxV2Keeper;
import io.evenkeel.testchain.market.MarketDriver;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every refusal of the table is one that GMX v2's double gives an account with a short, by the protocol's name for it, and
 * the keeper knows it: in its own transaction, or in the event of an order that was cancelled instead of filled, which
 * brings back what came with it.
 */
@ForkedChainTest(usdPerEth = 2000, with = "gmx-v2-double")
class GmxV2RevertsTest {
    private static final BigInteger NOTHING = BigInteger.ZERO;
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);
    /** USD 1e8. */
    private static final BigInteger TWO_THOUSAND = BigInteger.valueOf(2000_00000000L);

    private static final int KEEPER = 12;

    private final Set<String> met = new HashSet<>();
    private final RevertDecoder decoder = HedgeVaultAbi.reverts(List.of(new VenueId(new ChainId(31337), "gmx-v2:ETH")));
    private BlockProducer blocks;
    private GmxV2Keeper keeper;
    private GmxV2Governance governance;
    private GmxV2Desk trader;

    @BeforeEach
    void atTheDesk(ForkedChain chain, MarketDriver market) {
        blocks = market.blocks();
        governance = new GmxV2Governance(chain, blocks);
        trader = new GmxV2Desk(chain, blocks, 10);
        keeper = new GmxV2Keeper(
                chain,
                blocks,
                Address.of(chain.rpc().request("eth_accounts").get(KEEPER).asString()));
    }

    @Test
    void everyLineOfTheTableIsMet(ForkedChain chain) {
        creating();
        cancelling(new GmxV2Desk(chain, blocks, 11));
        fillingWhatIsNotThere();
        fillingWhatGrows();
        fillingWhatShrinks();

        assertThat(met).isEqualTo(GmxV2Reverts.TABLE.byCode().keySet());
    }

    private void creating() {
        meet("InsufficientWntAmountForExecutionFee", trader.refusalWithoutFee(usd(1_000)));
        // a tenth of an ether pays for the protocol's 100,000 units at up to a thousand gwei
        meet(
                "InsufficientExecutionFee",
                trader.refusalOfIncreasingAt(GWEI.multiply(BigInteger.valueOf(1_001)), usd(1_000), dollars(500)));
        assertThat(trader.refusalOfIncreasingAt(GWEI.multiply(BigInteger.valueOf(1_000)), usd(1_000), dollars(500)))
                .isEmpty();
        governance.disableMarket(true);
        meet("DisabledMarket", trader.refusalOfIncreasing(usd(1_000), dollars(500)));
        governance.disableMarket(false);
        governance.disableOrders("CREATE_ORDER_FEATURE_DISABLED", INCREASE, true);
        meet("DisabledFeature", trader.refusalOfIncreasing(usd(1_000), dollars(500)));
        governance.disableOrders("CREATE_ORDER_FEATURE_DISABLED", INCREASE, false);
    }

    private void cancelling(GmxV2Desk other) {
        trader.increase(usd(1_000), dollars(500), ANY_SALE);
        byte[] key = trader.orders()[0];
        meet("RequestNotYetCancellable", trader.refusalOfCancelling(key));
        meet("Unauthorized", other.refusalOfCancelling(key));
        fill();
        meet("EmptyOrder", trader.refusalOfCancelling(key));
        trader.decrease(usd(1_000), NOTHING, ANY_PURCHASE);
        fill();
        assertThat(trader.sizeUsd()).isZero();
    }

    /** Liquidated since the order was planned, perhaps, or reduced by the protocol. */
    private void fillingWhatIsNotThere() {
        meetWhenFilled("EmptyPosition", () -> trader.decrease(usd(1_000), NOTHING, ANY_PURCHASE));
        meetWhenFilled("InvalidPositionSizeValues", () -> trader.increase(NOTHING, dollars(500), ANY_SALE));
    }

    private void fillingWhatGrows() {
        meetWhenFilled(
                "OrderNotFulfillableAtAcceptablePrice", () -> trader.increase(usd(1_000), dollars(500), price(2001)));
        meetWhenFilled("MinPositionSize", () -> trader.increase(usd(0.5), dollars(500), ANY_SALE));
        // the fee is six dollars
        meetWhenFilled("InsufficientCollateralAmount", () -> trader.increase(usd(10_000), dollars(5), ANY_SALE));
        meetWhenFilled("InsufficientCollateralUsd", () -> trader.increase(usd(10_000), dollars(50), ANY_SALE));
        // a hundredth of the size is there, but not after closing it again
        meetWhenFilled("LiquidatablePosition", () -> trader.increase(usd(10_000), dollars(106.5), ANY_SALE));
        governance.setOfSide("MAX_OPEN_INTEREST", false, usd(9_999));
        meetWhenFilled("MaxOpenInterestExceeded", () -> trader.increase(usd(10_000), dollars(1_000), ANY_SALE));
        governance.setOfSide("MAX_OPEN_INTEREST", false, usd(10_000_000));
    }

    private void fillingWhatShrinks() {
        trader.increase(usd(10_000), dollars(1_000), ANY_SALE);
        fill();
        assertThat(trader.sizeUsd()).isEqualTo(usd(10_000));
        meetWhenFilled("InvalidDecreaseOrderSize", () -> trader.decrease(usd(10_001), NOTHING, ANY_PURCHASE));
        meetWhenFilled("UnableToWithdrawCollateral", () -> trader.decrease(NOTHING, dollars(950), ANY_PURCHASE));
    }

    private void meet(String code, byte[] revertData) {
        assertThat(decoder.explain(revertData)).startsWith(code).contains("gmx-v2 says");
        met.add(code);
    }

    /** The transaction of whoever fills it succeeds: the order is cancelled, and its event says why. */
    private void meetWhenFilled(String code, Runnable order) {
        BigInteger size = trader.sizeUsd();
        BigInteger collateral = trader.collateral();
        BigInteger before = trader.usdc();
        order.run();

        fill();

        meet(code, trader.newestCancellation().orElseThrow());
        assertThat(trader.orders()).isEmpty();
        assertThat(trader.usdc()).as("what came with %s is back", code).isEqualTo(before);
        assertThat(trader.sizeUsd()).isEqualTo(size);
        assertThat(trader.collateral()).isEqualTo(collateral);
    }

    private void fill() {
        keeper.execute(trader.account(), TWO_THOUSAND);
    }

    private static BigInteger dollars(double whole) {
        return BigInteger.valueOf(Math.round(whole * 1e6));
    }
}
