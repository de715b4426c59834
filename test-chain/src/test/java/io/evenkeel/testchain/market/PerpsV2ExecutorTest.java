package io.evenkeel.testchain.market;

import static io.evenkeel.testchain.market.PerpsV2Desk.e18;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Done;
import io.evenkeel.testchain.market.PerpsV2Executor.Attempt.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A committed order lives until somebody else ends it: filled in time, or cleared away once it is too old. */
@ForkedChainTest(usdPerEth = 2000, with = "perps-v2")
class PerpsV2ExecutorTest {
    private static final int TRADER = 10;
    private static final int EXECUTOR = 11;
    /** The market's offchainDelayedOrderMaxAge. */
    private static final int MAX_AGE_SECONDS = 30;

    private BlockProducer blocks;
    private PerpsV2Desk trader;
    private PerpsV2Executor executor;

    @BeforeEach
    void start(ForkedChain chain) {
        blocks = new BlockProducer(chain.rpc());
        trader = new PerpsV2Desk(chain, blocks, TRADER).withMargin("5000");
        Address third =
                Address.of(chain.rpc().request("eth_accounts").get(EXECUTOR).asString());
        executor = new PerpsV2Executor(chain, blocks, third);
    }

    @Test
    void anOrderIsAPromiseUntilItIsFilled() {
        Instant committed = trader.submit("-5", "1990");
        assertThat(trader.size()).isZero();
        assertThat(trader.pendingSize()).isEqualTo(e18("-5"));

        assertThat(executor.execute(trader.account(), usd("2000"), committed.plusSeconds(12)))
                .isInstanceOf(Done.class);

        assertThat(trader.size()).isEqualTo(e18("-5"));
        assertThat(trader.pendingSize()).isZero();
        // 5000 less 2 for the executor, less 0.06 % of 5 ETH at 2000 × (1 − 2.5 / 1000000)
        assertThat(trader.margin()).isEqualTo(e18("4992.000015"));
    }

    @Test
    void whileItIsPendingThereIsNoSecondOrderAndNoMoreMargin() {
        trader.submit("-5", "1990");

        assertThat(trader.refusalOf("-1", "1990")).contains("previous order exists");
        assertThat(trader.refusalOfMargin("100")).contains("Pending order exists");
    }

    @Test
    void aSecondIsTooEarlyAndMaxAgeIsTooLate() {
        Instant committed = trader.submit("-5", "1990");

        assertRefused(
                executor.execute(trader.account(), usd("2000"), committed.plusSeconds(1)), "executability not reached");
        assertRefused(executor.cancel(trader.account(), committed.plusSeconds(MAX_AGE_SECONDS)), "cannot cancel yet");
        assertRefused(
                executor.execute(trader.account(), usd("2000"), committed.plusSeconds(MAX_AGE_SECONDS + 1)),
                "order too old, use cancel");
        assertThat(executor.cancel(trader.account(), committed.plusSeconds(MAX_AGE_SECONDS + 2)))
                .isInstanceOf(Done.class);

        assertThat(trader.size()).isZero();
        assertThat(trader.pendingSize()).isZero();
        assertThat(trader.margin()).as("whoever clears it away keeps the fee").isEqualTo(e18("4998"));
    }

    @Test
    void nobodyComesAndTheOrderStaysWhereItIs() {
        trader.submit("-5", "1990");

        blocks.mineNext(300);

        assertThat(trader.pendingSize()).isEqualTo(e18("-5"));
        assertThat(trader.refusalOf("-1", "1990")).contains("previous order exists");
    }

    @Test
    void thePriceBetweenCommitAndFillIsTheOneThatCounts() {
        Instant committed = trader.submit("-5", "1990");

        assertRefused(
                executor.execute(trader.account(), usd("1989"), committed.plusSeconds(12)), "Price impact exceeded");
        assertRefused(
                executor.execute(trader.account(), usd("2201"), committed.plusSeconds(13)),
                "price divergence too high");
        assertThat(executor.execute(trader.account(), usd("1991"), committed.plusSeconds(14)))
                .isInstanceOf(Done.class);
        assertThat(trader.size()).isEqualTo(e18("-5"));
    }

    @Test
    void aPriceOfBeforeTheCommitmentIsRefused() {
        Instant committed = trader.submit("-5", "1990");

        assertRefused(
                executor.execute(trader.account(), usd("2000"), committed.minusSeconds(1), committed.plusSeconds(12)),
                "price not updated");
    }

    @Test
    void somebodyElseLiquidatesInTwoSteps(MarketDriver market) {
        Instant committed = trader.submit("-50", "1900");
        assertThat(executor.execute(trader.account(), usd("2000"), committed.plusSeconds(12)))
                .isInstanceOf(Done.class);
        assertRefused(executor.flag(trader.account(), committed.plusSeconds(24)), "Position cannot be liquidated");

        Instant risen = market.step(MarketPrice.of("2090")).time();

        assertThat(executor.flag(trader.account(), risen.plusSeconds(12))).isInstanceOf(Done.class);
        assertThat(trader.refusalOf("50", "2200")).contains("Position flagged");
        assertThat(executor.liquidate(trader.account(), risen.plusSeconds(24))).isInstanceOf(Done.class);
        assertThat(trader.size()).isZero();
        assertThat(trader.margin()).as("all of it is gone").isZero();
    }

    private static void assertRefused(Attempt attempt, String words) {
        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.words()).contains(words));
    }

    private static BigInteger usd(String price) {
        return new BigDecimal(price).movePointRight(8).toBigIntegerExact();
    }
}
