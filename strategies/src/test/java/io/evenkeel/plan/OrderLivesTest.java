package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.BlockRef;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrderLivesTest {
    private static final PaperPerp SHORT_TEN = PaperPerp.flat("perps-v2:ETH").shortOf(10, 3000, 60_000);
    private static final PaperPromises QUIET = PaperPromises.of(SHORT_TEN);
    private static final PaperPromises WAITING = QUIET.ordered(weth("-5"), price("2990"), Duration.ofSeconds(8));

    @Test
    void anOrderThatIsFilledInTimeGoesFromPendingToFilled() {
        OrderLives pending = OrderLives.none().seen(read(WAITING));
        OrderLives filled = pending.seen(read(WAITING.filled(price("3000"))));

        assertThat(life(pending)).isInstanceOf(OrderLife.Pending.class);
        assertThat(life(filled)).isInstanceOf(OrderLife.Filled.class);
        assertThat(filled.news()).containsExactly("the order of -5.0000 WETH at perps-v2:ETH was filled");
        assertThat(filled.onStandBy(AVault.NOW)).isEmpty();
    }

    @Test
    void oneThatIsGoneWithNothingFilledInItsTimeWasCancelled() {
        OrderLives gone = OrderLives.none().seen(read(WAITING)).seen(read(QUIET));

        assertThat(life(gone)).isInstanceOf(OrderLife.Cancelled.class);
    }

    @Test
    void oneThatNobodyFilledExpiresIsToldOnceAndPutsItsVenueOnStandByForAWhile() {
        PaperPromises tooOld = QUIET.ordered(weth("-5"), price("2990"), Duration.ofSeconds(40));
        OrderLives expired = OrderLives.none().seen(read(tooOld));

        assertThat(life(expired)).isInstanceOf(OrderLife.Expired.class);
        assertThat(expired.news()).hasSize(1);
        assertThat(expired.seen(read(tooOld)).news()).isEmpty();
        OrderLives cleared = expired.seen(read(QUIET));
        assertThat(life(cleared)).isInstanceOf(OrderLife.Expired.class);
        assertThat(cleared.onStandBy(AVault.NOW)).containsExactly("perps-v2:ETH");
        assertThat(cleared.onStandBy(AVault.NOW.plus(OrderLives.STAND_BY_AFTER_BREACH)))
                .isEmpty();
    }

    @Test
    void onePendingWhosePositionIsLiquidatedIsOvertaken() {
        PaperPromises liquidated = PaperPromises.of(PaperPerp.flat("perps-v2:ETH"));
        OrderLives gone = OrderLives.none().seen(read(WAITING)).seen(read(liquidated));

        assertThat(life(gone)).isInstanceOf(OrderLife.Overtaken.class);
        assertThat(gone.news()).singleElement().asString().endsWith("is 0.0000 WETH: look for a liquidation");
    }

    @Test
    void oneThatWasSubmittedAndFilledBetweenTwoLooksIsFilledAndOneThatIsNowhereWasNotTaken() {
        HedgePlan plan = ordering("-5");
        OrderLives submitted = sent(OrderLives.none(), plan);
        MarketSnapshot filled = later(read(WAITING.filled(price("3000"))), plan.sequence() + 1);

        assertThat(life(submitted)).isInstanceOf(OrderLife.Submitted.class);
        assertThat(life(submitted.seen(read(QUIET)))).isInstanceOf(OrderLife.Submitted.class);
        assertThat(life(submitted.seen(filled))).isInstanceOf(OrderLife.Filled.class);
        assertThat(life(submitted.seen(later(read(QUIET), plan.sequence() + 1))))
                .isInstanceOf(OrderLife.NotTaken.class);
    }

    @Test
    void oneOfAPlanThatWasNeverCarriedOutIsForgotten() {
        HedgePlan plan = ordering("-5");
        OrderLives submitted = sent(OrderLives.none(), plan);

        MarketSnapshot read = read(QUIET);
        MarketSnapshot tooLate = new MarketSnapshot(
                new BlockRef(
                        read.block().chainId(),
                        read.block().number() + 20,
                        read.block().parentHash(),
                        plan.deadline().plusSeconds(1)),
                read.account(),
                read.pair(),
                read.sequence(),
                read.price(),
                read.holdings(),
                read.venues(),
                read.envelope(),
                read.baseFee(),
                read.keeperBalance());
        assertThat(submitted.seen(tooLate).newest()).isEmpty();
    }

    @Test
    void ofTwoPlansForOneSequenceTheNewestIsBelievedUntilTheChainShowsTheOthersOrder() {
        HedgePlan first = ordering("-5");
        HedgePlan second = ordering("-4");
        OrderLives submitted = sent(OrderLives.none(), first);

        OrderLives resized = sent(submitted, second);
        assertThat(life(resized).size()).isEqualTo(weth("-4"));
        OrderLives displaced = submitted.sent(first.sequence(), List.of());
        assertThat(displaced.newest()).isEmpty();
        MarketSnapshot taken = later(read(WAITING), first.sequence() + 1);
        assertThat(life(displaced.seen(taken))).isInstanceOf(OrderLife.Pending.class);
        MarketSnapshot notTaken = later(read(QUIET), first.sequence() + 1);
        assertThat(displaced.seen(notTaken).newest()).isEmpty();
    }

    private static OrderLives sent(OrderLives lives, HedgePlan plan) {
        return lives.sent(plan.sequence(), OrderLives.promisedBy(plan, read(QUIET)));
    }

    private static HedgePlan ordering(String size) {
        MarketSnapshot read = read(QUIET);
        TokenDelta none = weth("0");
        return new HedgePlan(
                read.block(),
                read.account(),
                read.sequence(),
                PlanKind.ROUTINE,
                List.of(new HedgeAction.ChangeDelta(QUIET.id(), weth(size), price("2990"), true)),
                none,
                none,
                none,
                none,
                read.envelope().lossBudgetLeft(),
                read.block().timestamp().plusSeconds(120),
                false,
                List.of("by hand"));
    }

    private static MarketSnapshot read(PaperPromises venue) {
        return aVault().holding("10", "500000").with(venue).snapshot();
    }

    private static MarketSnapshot later(MarketSnapshot read, long sequence) {
        return new MarketSnapshot(
                read.block(),
                read.account(),
                read.pair(),
                sequence,
                read.price(),
                read.holdings(),
                read.venues(),
                read.envelope(),
                read.baseFee(),
                read.keeperBalance());
    }

    private static OrderLife life(OrderLives lives) {
        return Objects.requireNonNull(lives.newest().get(QUIET.id()));
    }

    private static TokenDelta weth(String whole) {
        return TokenDelta.of(WETH, whole);
    }
}
