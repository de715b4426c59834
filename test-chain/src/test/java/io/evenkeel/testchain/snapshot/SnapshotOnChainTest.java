package io.evenkeel.testchain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a snapshot makes of a world in which something is wrong. */
@ForkedChainTest(usdPerEth = 2000)
class SnapshotOnChainTest {
    private static KeeperBench bench;

    @BeforeAll
    static void aFilledVault(ForkedChain fork) {
        bench = new KeeperBench(fork, new MarketDriver(fork));
    }

    @Test
    void aFeedThatStopsMakesThePriceDoubtfulAndItIsSureAgainWhenTheFeedIs(MarketDriver market) {
        assertThat(bench.snapshot().price()).isInstanceOf(PriceView.Sure.class);
        market.step(MarketPrice.of("2000"));
        market.stopOracle();
        market.blocks().mineAt(market.blocks().head().time().plus(Duration.ofMinutes(66)));

        PriceView stale = bench.snapshot().price();
        assertThat(stale).isInstanceOfSatisfying(PriceView.Doubtful.class, doubtful -> {
            assertThat(doubtful.reasons().getFirst()).contains("WETH/USD").contains("is stale");
            assertThat(doubtful.reasons())
                    .anySatisfy(reason -> assertThat(reason).contains("the policy on chain"));
            assertThat(doubtful.low()).isLessThan(doubtful.best());
            assertThat(doubtful.high()).isGreaterThan(doubtful.best());
        });

        market.resumeOracle();
        market.step(MarketPrice.of("2000"));
        assertThat(bench.snapshot().price()).isInstanceOf(PriceView.Sure.class);
    }

    @Test
    void aGaugeThatBreaksLeavesItsVenueCountedAtItsHaircutAndTheRestReadable(JsonRpc rpc) {
        MarketSnapshot start = bench.snapshot();
        MarketSnapshot hedged = bench.carryOut(
                PlanKind.ROUTINE,
                "-10",
                new AddCollateral(bench.perp, bench.usdc("10000"), true),
                new ChangeDelta(bench.perp, bench.weth("-10"), bench.worst(start, 100, true), true));
        // code that always reverts
        rpc.request("hardhat_setCode", bench.perpGauge().hex(), "0x60006000fd");

        SnapshotOutcome.Taken broken = (SnapshotOutcome.Taken) bench.read();
        Venue perp = broken.snapshot().venue(bench.perp).orElseThrow();
        assertThat(perp.condition()).isEqualTo(VenueCondition.UNREADABLE);
        assertThat(perp.delta()).as("half of it, as the policy recorded").isEqualTo(bench.weth("-5"));
        assertThat(broken.warnings()).singleElement().asString().contains("perp-v2:ETH cannot be read");
        assertThat(bench.delta(broken.snapshot())).isEqualTo(bench.delta(hedged).plus(bench.weth("5")));
        assertThat(broken.snapshot().venue(bench.aave).orElseThrow().condition())
                .isEqualTo(VenueCondition.OPEN);
    }

    @Test
    void aLensThatIsNotThereIsARefusalWithItsAddress(JsonRpc rpc) {
        rpc.request("hardhat_setCode", bench.lens.lens().hex(), "0x");
        assertThat(bench.read())
                .isInstanceOfSatisfying(
                        SnapshotOutcome.Refused.class,
                        refused -> assertThat(refused.reasons().getFirst())
                                .contains(bench.lens.lens().hex())
                                .contains("does not answer like a lens"));
    }
}
