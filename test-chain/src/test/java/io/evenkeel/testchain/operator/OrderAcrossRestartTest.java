package io.evenkeel.testchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.cli.Words;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.PerpsV2Executor;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.vault.PerpsV2Listing;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keeper commits to an order and stops. The next one has nothing but the same journal and the chain. */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class OrderAcrossRestartTest {
    private static final int EXECUTOR = 11;
    private static final BigInteger TWO_THOUSAND = BigInteger.valueOf(2000_00000000L);

    private final OperatedVault vault;
    private final MarketDriver market;
    private final PerpsV2Executor executor;
    private final VenueId perps;
    private PendingChange order;

    OrderAcrossRestartTest(ForkedChain chain, MarketDriver market, @TempDir Path folder) {
        this.market = market;
        vault = OperatedVault.deploy(chain, market, folder);
        Address third =
                Address.of(chain.rpc().request("eth_accounts").get(EXECUTOR).asString());
        executor = new PerpsV2Executor(chain, market.blocks(), third);
        perps = new VenueId(new ChainId(chain.rpc().chainId()), PerpsV2Listing.VENUE);
    }

    @BeforeEach
    void aKeeperCommitsAndStops() {
        try (LiveKeeper first = vault.openKeeper()) {
            assertThat(run(first)).isInstanceOf(CycleOutcome.Broadcast.class);
            market.mineBlock();
            order = perps(first).pending().orElseThrow();
        }
        assertThat(story()).singleElement().asString().startsWith("order SUBMITTED perps-v2:ETH");
    }

    @Test
    void whatWasFilledWhileNobodyLookedIsToldOnceAndNotOrderedAgain() {
        assertThat(executor.execute(vault.contracts.main().vault(), TWO_THOUSAND, next()))
                .isInstanceOf(Done.class);

        try (LiveKeeper second = vault.openKeeper()) {
            assertThat(words(settledAndRun(second))).containsOnlyOnce("was filled");
            assertThat(perps(second).pending()).isEmpty();
            assertThat(perps(second).delta()).isEqualTo(order.size());
        }
        try (LiveKeeper third = vault.openKeeper()) {
            assertThat(words(settledAndRun(third))).doesNotContain("was filled");
        }
        assertThat(story()).hasSize(2).last().asString().startsWith("order FILLED perps-v2:ETH");
    }

    @Test
    void whatIsLateIsCoveredByItsAgeOnTheChainAndWhatExpiresIsToldOnce() {
        market.mineEmpty(2);
        try (LiveKeeper second = vault.openKeeper()) {
            CycleOutcome.Broadcast cover = (CycleOutcome.Broadcast) settledAndRun(second);
            assertThat(words(cover)).contains("committed 24 s ago, is late").contains("is pending since");
            assertThat(cover.plan().actions())
                    .noneMatch(action -> action instanceof HedgeAction.ChangeDelta
                            && action.venue().equals(perps));
            market.mineBlock();
        }
        try (LiveKeeper third = vault.openKeeper()) {
            assertThat(words(settledAndRun(third))).containsOnlyOnce("nobody filled it in time");
            market.mineBlock();
        }
        try (LiveKeeper fourth = vault.openKeeper()) {
            assertThat(words(settledAndRun(fourth))).doesNotContain("nobody filled it in time");
        }
        assertThat(story()).hasSize(3).last().asString().startsWith("order EXPIRED perps-v2:ETH");
    }

    /** What was mined is settled, and a cycle. */
    private CycleOutcome settledAndRun(LiveKeeper keeper) {
        keeper.settlement().step(now());
        assertThat(keeper.journal().unresolved()).isEmpty();
        return run(keeper);
    }

    private CycleOutcome run(LiveKeeper keeper) {
        return keeper.cycle().run(new CycleTrigger.Operator(now(), "test"));
    }

    /** What the journal says of orders. */
    private List<String> story() {
        return vault.stories().stream()
                .filter(line -> line.startsWith("order "))
                .toList();
    }

    private Venue perps(LiveKeeper keeper) {
        MarketSnapshot now = vault.snapshot(keeper);
        return now.venue(perps).orElseThrow();
    }

    private static String words(CycleOutcome outcome) {
        return Words.of(outcome);
    }

    private Instant next() {
        return market.blocks().head().time().plusSeconds(12);
    }

    private Instant now() {
        return market.blocks().head().time();
    }
}
