package io.evenkeel.keeper.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.market.PendingChange;
import io.evenkeel.plan.OrderLife;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalledOrdersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.5Z");
    private static final VenueId VENUE = new VenueId(Given.CHAIN, "perps-v2:ETH");
    private static final TokenDelta SIZE = weth("-381.483532432854417493");
    private static final OrderLife.Submitted SUBMITTED =
            new OrderLife.Submitted(VENUE, SIZE, NOON, weth("-10"), 7, NOON.plusSeconds(120));
    private static final OrderLife.Pending PENDING =
            new OrderLife.Pending(VENUE, order(Optional.of(NOON.plusSeconds(30)), true), NOON, weth("-10"));
    private static final OrderLife.Filled FILLED = new OrderLife.Filled(VENUE, SIZE, NOON.plusSeconds(12));

    private final Journal journal = new MemoryJournal();
    private final JournalledOrders orders = restarted();

    static List<OrderLife> everyLife() {
        return List.of(
                SUBMITTED,
                PENDING,
                FILLED,
                new OrderLife.Frozen(VENUE, order(Optional.empty(), false), NOON, weth("0")),
                new OrderLife.Cancelled(VENUE, SIZE, NOON),
                new OrderLife.Expired(VENUE, SIZE, NOON),
                new OrderLife.NotTaken(VENUE, SIZE, NOON),
                new OrderLife.Overtaken(VENUE, SIZE, NOON, weth("0.000000000000000001")));
    }

    @ParameterizedTest
    @MethodSource("everyLife")
    void everyLifeIsReadBackFromItsLineToTheLastDigit(OrderLife life) {
        assertThat(OrderLine.read(OrderLine.of(life), Given.PAIR)).contains(life);
    }

    @Test
    void otherLinesOfAStoryAreNoOrders() {
        for (String line : List.of(
                "",
                "nonce 5",
                "order",
                "order FILLED perps-v2:ETH size -5",
                "order FILLED perps-v2:ETH size much since " + NOON,
                "order LOST perps-v2:ETH size -5 since " + NOON,
                "order FILLED at noon size -5 since " + NOON)) {
            assertThat(OrderLine.read(line, Given.PAIR)).as(line).isEmpty();
        }
    }

    @Test
    void aKeeperThatStartsAnewKnowsTheOrderAsTheLastOneDid() {
        sent(1, 7, SUBMITTED);
        assertThat(restarted().recalled()).containsEntry(VENUE, SUBMITTED);

        orders.changed(Optional.of(SUBMITTED), PENDING, NOON);
        assertThat(restarted().recalled()).containsEntry(VENUE, PENDING);

        journal.resolved(id(1), IntentState.CONFIRMED, "ran", NOON);
        JournalledOrders next = restarted();
        assertThat(next.recalled()).containsEntry(VENUE, PENDING);
        next.changed(Optional.of(PENDING), FILLED, NOON);
        assertThat(restarted().recalled()).containsEntry(VENUE, FILLED);
        assertThat(journal.history(id(1))).extracting(Transition::note).endsWith("ran", OrderLine.of(FILLED));
    }

    @Test
    void theNewestIntentThatOrderedThereCountsAndNoneThatNeverRan() {
        sent(1, 7, SUBMITTED);
        orders.changed(Optional.of(SUBMITTED), FILLED, NOON);
        OrderLife.Submitted second = new OrderLife.Submitted(VENUE, weth("4"), NOON, SIZE, 8, NOON.plusSeconds(240));
        sent(2, 8, second);

        assertThat(restarted().recalled()).containsEntry(VENUE, second);
        journal.resolved(id(2), IntentState.FAILED, "reverted", NOON);
        assertThat(restarted().recalled()).containsEntry(VENUE, FILLED);
    }

    @Test
    void anIntentThatWasDisplacedIsNotWaitedForUnlessTheChainShowedItsOrder() {
        sent(1, 7, SUBMITTED);
        journal.decided(intent(2, 7));

        assertThat(restarted().recalled()).isEmpty();

        orders.changed(Optional.empty(), PENDING, NOON);
        assertThat(restarted().recalled()).containsEntry(VENUE, PENDING);
    }

    @Test
    void anOrderThatNoIntentMadeIsWrittenIntoNobodysStory() {
        sent(1, 7, SUBMITTED);
        orders.changed(Optional.of(SUBMITTED), FILLED, NOON);
        int lines = journal.history(id(1)).size();

        assertThat(orders.changed(Optional.of(FILLED), PENDING, NOON)).isEmpty();

        assertThat(journal.history(id(1))).hasSize(lines);
        assertThat(restarted().recalled()).containsEntry(VENUE, FILLED);
    }

    /** What signing and sending do with an intent that orders something. */
    private void sent(int number, long sequence, OrderLife.Submitted order) {
        journal.decided(intent(number, sequence));
        journal.remark(id(number), OrderLine.of(order), NOON);
        orders.sent(id(number), List.of(order));
    }

    private JournalledOrders restarted() {
        return new JournalledOrders(journal, Given.VAULT, Given.PAIR);
    }

    private static PendingChange order(Optional<Instant> until, boolean fillable) {
        return new PendingChange(
                SIZE,
                NOON,
                NOON.plusSeconds(2),
                until,
                NOON.plusSeconds(31),
                Price.of(Given.WETH, Given.USDC, "1960.000000000000000001"),
                fillable);
    }

    private static IntentRecord intent(int number, long sequence) {
        return new IntentRecord(
                id(number),
                Given.VAULT,
                Given.CLEARING_HOUSE,
                Given.VAULT.address(),
                new byte[] {1},
                sequence,
                NOON,
                false,
                "because",
                NOON);
    }

    private static IntentId id(int number) {
        return new IntentId("0x" + "%064x".formatted(number));
    }

    private static TokenDelta weth(String whole) {
        return TokenDelta.of(Given.WETH, whole);
    }
}
