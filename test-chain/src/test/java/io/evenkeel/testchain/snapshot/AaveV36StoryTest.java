package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.vault.AaveV36Listing;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Both generations of Aave side by side. Every snapshot here has no warnings, which says that Java and the gauges agree
 * on each to the last digit.
 */
@ForkedChainTest(usdPerEth = 2000, with = "aave-v3-6")
class AaveV36StoryTest {
    private static KeeperBench bench;
    private static VenueId second;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        bench = new KeeperBench(fork, new MarketDriver(fork));
        second = new VenueId(bench.aave.chainId(), AaveV36Listing.VENUE);
    }

    @Test
    void aShortOnEachGenerationInOneTransactionAndTheDigitsStillAgreeAfterADayOfMovingPrices(MarketDriver market) {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot opened = bench.carryOut(
                PlanKind.ROUTINE,
                "-20",
                new AddCollateral(bench.aave, bench.usdc("50000"), true),
                new ChangeDelta(bench.aave, bench.weth("-10"), bench.worst(start, 100, true), true),
                new AddCollateral(second, bench.usdc("50000"), true),
                new ChangeDelta(second, bench.weth("-10"), bench.worst(start, 100, true), true));

        assertThat(position(opened, bench.aave).generation()).isEqualTo(AaveGeneration.V3_0);
        assertThat(position(opened, second).generation()).isEqualTo(AaveGeneration.V3_6);
        assertThat(position(opened, second).base().debt())
                .as("rounded up by the newer generation, against the borrower")
                .isBetween(bench.wei("10"), bench.wei("10").add(BigInteger.ONE));
        for (String price : List.of("2013", "1987.5", "1921.77", "2061")) {
            market.step(MarketPrice.of(price));
            market.mineEmpty(3);
            assertThat(bench.snapshot().venues()).hasSize(3);
        }
    }

    @Test
    void itOpensReducesPaysOutAndCloses() {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot opened = bench.carryOut(
                PlanKind.ROUTINE,
                "-10",
                new AddCollateral(second, bench.usdc("40000"), true),
                new ChangeDelta(second, bench.weth("-10"), bench.worst(start, 100, true), true));
        MarketSnapshot reduced = bench.carryOut(
                PlanKind.DE_RISK, "4", new ChangeDelta(second, bench.weth("4"), bench.worst(opened, 100, false), true));
        TokenAmount removable = reduced.venue(second).orElseThrow().removableCollateral();
        TokenAmount half = new TokenAmount(removable.token(), removable.units().shiftRight(1));
        MarketSnapshot paidOut = bench.carryOut(PlanKind.DE_RISK, "0", new RemoveCollateral(second, half, true));
        MarketSnapshot closed = bench.carryOut(
                PlanKind.DE_RISK,
                "6",
                new ChangeDelta(second, bench.weth("6.001"), bench.worst(paidOut, 100, false), true));

        assertThat(position(closed, second).base().debt()).isZero();
        assertThat(closed.holdings().idleQuote())
                .as("all but the collateral that is left and the cost of the swaps")
                .isGreaterThan(start.holdings().idleQuote().minus(bench.usdc("40000")));
    }

    @Test
    void aVaultWithNothingIdleGetsOutOfItsShortInOneTransaction() {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot opened = bench.carryOut(
                PlanKind.ROUTINE,
                "-10",
                new AddCollateral(second, bench.usdc("50000"), true),
                new ChangeDelta(second, bench.weth("-10"), bench.worst(start, 100, true), true));
        MarketSnapshot tied = bench.carryOut(
                PlanKind.DE_RISK,
                "0",
                new AddCollateral(bench.aave, opened.holdings().idleBase(), true),
                new AddCollateral(bench.perp, opened.holdings().idleQuote(), true));
        assertThat(tied.holdings().idleBase().isZero()).isTrue();
        assertThat(tied.holdings().idleQuote().isZero()).isTrue();
        AaveV3Position loan = position(tied, second);
        assertThat(loan.buysFromCollateral()).isTrue();

        MarketSnapshot out = bench.carryOut(
                PlanKind.DE_RISK,
                "10",
                new ChangeDelta(second, loan.hedge().negate(), bench.worst(tied, 100, false), true));

        assertThat(position(out, second).base().debt()).isZero();
        assertThat(position(out, second).quote().supplied())
                .as("what the loan cost is gone from what backed it, the rest is still there")
                .isBetween(bench.usdc("29900").units(), bench.usdc("30000").units());
        assertThat(out.holdings().idleQuote().units())
                .as("what was taken out for Aave's rounding")
                .isLessThanOrEqualTo(BigInteger.TWO);
        MarketSnapshot freed = bench.carryOut(
                PlanKind.DE_RISK,
                "0",
                new RemoveCollateral(second, out.venue(second).orElseThrow().removableCollateral(), true));
        assertThat(position(freed, second).quote().supplied())
                .as("the interest of a block")
                .isLessThan(BigInteger.valueOf(1_000));
    }

    private static AaveV3Position position(MarketSnapshot snapshot, VenueId venue) {
        return (AaveV3Position) snapshot.venue(venue).orElseThrow();
    }
}
