package io.evenkeel.testchain.snapshot;

import static io.evenkeel.testchain.snapshot.DecidingKeeper.assertInsideThePolicysBand;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.plan.Decision;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.demo.DemoFiles;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.units.TokenDelta;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is decided on what the lens reads can be encoded, passes simulation and policy, and ends where it was meant to:
 * a keeper wired from a configuration, except that the node holds the key.
 */
@ForkedChainTest(usdPerEth = 2000)
class DecisionsOnChainTest {
    private KeeperBench bench;
    private DecidingKeeper keeper;

    @BeforeEach
    void aFilledVaultAndItsKeeper(ForkedChain fork, MarketDriver market, @TempDir Path folder) {
        bench = new KeeperBench(fork, market);
        Path file = DemoFiles.write(
                folder, fork.httpUrl(), fork.webSocketUrl(), fork.rpc().chainId(), fork.addresses(), bench.deployed());
        keeper = DecidingKeeper.configured(bench, file);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void everyDecisionOfAFallingAndRisingMarketEndsInsideTheBand(MarketDriver market) {
        for (String price : List.of("2000", "1940", "1850", "1700", "1780", "1900")) {
            market.step(MarketPrice.of(price));
            assertThat(keeper.actUntilItHolds())
                    .as("a move to " + price + " needs a hedge")
                    .isNotEmpty();
            assertInsideThePolicysBand(keeper.read());
        }
    }

    @Test
    void theHedgeThatAPausedPerpCannotTakeGoesToAaveAndNothingIsHedgedTwiceAfterwards(MarketDriver market) {
        market.step(MarketPrice.of("2000"));
        keeper.actUntilItHolds();
        MarketSnapshot hedged = keeper.read();
        TokenDelta frozenShort = hedged.venue(bench.perp).orElseThrow().delta();
        assertThat(frozenShort.signum()).isNegative();

        market.pausePerp();
        market.step(MarketPrice.of("1900"));
        assertThat(keeper.actUntilItHolds()).hasSize(1);

        MarketSnapshot paused = keeper.read();
        assertInsideThePolicysBand(paused);
        assertThat(paused.venue(bench.perp).orElseThrow().delta()).isEqualTo(frozenShort);
        assertThat(paused.venue(bench.aave).orElseThrow().hedge())
                .isLessThan(hedged.venue(bench.aave).orElseThrow().hedge());

        market.resumePerp();
        market.step(MarketPrice.of("1901"));
        keeper.actUntilItHolds();
        assertInsideThePolicysBand(keeper.read());
    }

    @Test
    void onAStalePriceNothingIsOpenedAndItGoesOnByItselfWhenTheFeedDoes(MarketDriver market) {
        market.step(MarketPrice.of("2000"));
        keeper.actUntilItHolds();
        market.stopOracle();
        market.blocks().mineAt(market.blocks().head().time().plus(Duration.ofSeconds(4_000)));
        market.step(MarketPrice.of("1850"));

        MarketSnapshot stale = keeper.read();
        assertThat(stale.price()).isInstanceOf(PriceView.Doubtful.class);
        assertThat(keeper.decide(stale))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(String.join("; ", hold.reasons())).contains("stale"));

        market.resumeOracle();
        market.step(MarketPrice.of("1850"));
        assertThat(keeper.read().price()).isInstanceOf(PriceView.Sure.class);
        assertThat(keeper.actUntilItHolds()).isNotEmpty();
        assertInsideThePolicysBand(keeper.read());
    }
}
