package io.evenkeel.keeper.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal keeps to: the one on disk, and the one the other tests use. */
public abstract class JournalContract {
    protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Inclusion IN_BLOCK_SEVEN =
            new Inclusion(new TxHash(hash(1)), new BlockPoint(7, new BlockHash(hash(2))));

    protected abstract Journal journal();

    @Test
    void anIntentGoesItsWayAndIsReadBackAsItWasWritten() {
        journal().decided(intent(1));
        assertThat(entry(1).state()).isEqualTo(IntentState.DECIDED);
        assertThat(entry(1).intent()).usingRecursiveComparison().isEqualTo(intent(1));

        journal().permitted(attempt(1, 5, 0));
        assertThat(entry(1).state()).isEqualTo(IntentState.PERMITTED);
        assertThat(entry(1).attempts().get(0).record())
                .usingRecursiveComparison()
                .isEqualTo(attempt(1, 5, 0));

        journal().signed(attempt(1, 5, 0).id(), signed(9), NOON.plusSeconds(1));
        assertThat(entry(1).state()).isEqualTo(IntentState.SIGNED);
        assertThat(entry(1).attempts().get(0).signed().orElseThrow().raw()).containsExactly(9);

        journal().broadcast(attempt(1, 5, 0).id(), NOON.plusSeconds(2));
        journal().broadcast(attempt(1, 5, 0).id(), NOON.plusSeconds(99));
        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
        assertThat(entry(1).attempts().get(0).firstSentAt()).contains(NOON.plusSeconds(2));

        journal().seen(id(1), IN_BLOCK_SEVEN, NOON.plusSeconds(3));
        assertThat(entry(1).inclusion()).contains(IN_BLOCK_SEVEN);

        journal().resolved(id(1), IntentState.CONFIRMED, "ran", NOON.plusSeconds(4));
        assertThat(entry(1).state()).isEqualTo(IntentState.CONFIRMED);
        assertThat(entry(1).note()).isEqualTo("ran");
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().history(id(1)).stream().map(Transition::state))
                .containsExactly(
                        IntentState.DECIDED,
                        IntentState.PERMITTED,
                        IntentState.SIGNED,
                        IntentState.BROADCAST,
                        IntentState.SEEN,
                        IntentState.CONFIRMED);
    }

    @Test
    void whatADisplacementAndItsPlanAllowIsReadBackAsItWasWritten() {
        journal().decided(intent(1));
        IntentRecord plain = intent(2);
        IntentRecord displacing = new IntentRecord(
                plain.intentId(),
                plain.account(),
                plain.sender(),
                plain.to(),
                plain.callData(),
                plain.sequence(),
                plain.deadline(),
                plain.urgent(),
                plain.why(),
                plain.decidedAt(),
                Optional.of(id(1)),
                Optional.of(FeePerGas.ofGwei("123.456")),
                Optional.of(19_000_000L));

        journal().decided(displacing);

        assertThat(entry(2).intent()).usingRecursiveComparison().isEqualTo(displacing);
    }

    @Test
    void aRemarkIsALineOfTheStoryAndChangesNothing() {
        bringToBroadcast(1, 5);

        journal().remark(id(1), "to the public pool", NOON.plusSeconds(1));

        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
        assertThat(journal().history(id(1)).getLast())
                .isEqualTo(new Transition(NOON.plusSeconds(1), id(1), IntentState.BROADCAST, "to the public pool"));
    }

    @Test
    void aStoryGoesOnAfterItsEnd() {
        journal().decided(intent(1));
        journal().resolved(id(1), IntentState.ABANDONED, "too late", NOON);

        journal().remark(id(1), "nobody came", NOON.plusSeconds(1));

        assertThat(entry(1).state()).isEqualTo(IntentState.ABANDONED);
        assertThat(journal().history(id(1)).getLast())
                .isEqualTo(new Transition(NOON.plusSeconds(1), id(1), IntentState.ABANDONED, "nobody came"));
    }

    @Test
    void aReorganisationTakesASeenIntentBack() {
        bringToBroadcast(1, 5);
        journal().seen(id(1), IN_BLOCK_SEVEN, NOON);

        journal().unseen(id(1), "replaced", NOON);

        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
        assertThat(entry(1).inclusion()).isEmpty();
    }

    @Test
    void unresolvedAreOldestFirstAndNewestAreNewestFirst() {
        journal().decided(intent(1));
        journal().decided(intent(2));
        journal().decided(intent(3));
        journal().resolved(id(2), IntentState.ABANDONED, "", NOON);

        assertThat(journal().unresolved().stream().map(each -> each.intent().intentId()))
                .containsExactly(id(1), id(3));
        assertThat(journal().newest(2).stream().map(each -> each.intent().intentId()))
                .containsExactly(id(3), id(2));
        assertThat(journal().unresolved(new AccountId(new ChainId(1), VAULT))).isEmpty();
    }

    @Test
    void aLongJournalIsReadPageByPageFromEitherEnd() {
        for (int number = 1; number <= 5; number++) {
            journal().decided(intent(number));
        }
        assertThat(ids(journal().olderThan(Optional.empty(), 2))).containsExactly(id(5), id(4));
        assertThat(ids(journal().olderThan(Optional.of(id(4)), 9))).containsExactly(id(3), id(2), id(1));
        assertThat(ids(journal().newerThan(Optional.empty(), 2))).containsExactly(id(1), id(2));
        assertThat(ids(journal().newerThan(Optional.of(id(2)), 2))).containsExactly(id(3), id(4));
        assertThat(journal().newerThan(Optional.of(id(5)), 2)).isEmpty();
    }

    private static List<IntentId> ids(List<IntentEntry> entries) {
        return entries.stream().map(each -> each.intent().intentId()).toList();
    }

    @Test
    void theWatermarkCountsAllButTheVoided() {
        assertThat(journal().highestNonce(CHAIN, KEEPER)).isEmpty();
        bringToBroadcast(1, 5);
        journal().decided(intent(2));
        journal().permitted(attempt(2, 6, 0));
        assertThat(journal().highestNonce(CHAIN, KEEPER)).contains(new Nonce(6));

        journal().voided(attempt(2, 6, 0).id(), "killed", NOON);

        assertThat(journal().highestNonce(CHAIN, KEEPER)).contains(new Nonce(5));
        assertThat(journal().attempts(CHAIN, KEEPER, new Nonce(6)))
                .singleElement()
                .satisfies(each -> assertThat(each.voided()).isTrue());
        assertThat(journal().highestNonce(new ChainId(1), KEEPER)).isEmpty();
    }

    @Test
    void aNonceCostsWhatItsDearestPayloadCostsForAsLongAsOneOfThemIsNew() {
        bringToBroadcast(1, 5);
        AttemptRecord later = attempt(1, 5, 1);
        journal()
                .permitted(new AttemptRecord(
                        later.id(),
                        later.intentId(),
                        Purpose.CANCEL,
                        later.transaction().cancelledAt(FeePerGas.ofGwei("40"), FeePerGas.ofGwei("2")),
                        NOON.plusSeconds(100)));
        journal().decided(intent(2));
        journal().permitted(attempt(2, 6, 0));
        journal().voided(attempt(2, 6, 0).id(), "never signed", NOON);
        NonceSpending five =
                new NonceSpending(new Nonce(5), attempt(1, 5, 0).transaction().highestCost(), NOON.plusSeconds(100));

        assertThat(journal().spending(CHAIN, KEEPER, NOON.minusSeconds(1))).containsExactly(five);
        assertThat(journal().spending(CHAIN, KEEPER, NOON.plusSeconds(99))).containsExactly(five);
        assertThat(journal().spending(CHAIN, KEEPER, NOON.plusSeconds(100))).isEmpty();
        assertThat(journal().spending(new ChainId(1), KEEPER, NOON.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void whatMayHaveBeenSentCannotBeVoided() {
        bringToBroadcast(1, 5);

        assertThatThrownBy(() -> journal().voided(attempt(1, 5, 0).id(), "", NOON))
                .isInstanceOf(IllegalStateException.class);
        assertThat(entry(1).attempts().get(0).voided()).isFalse();
    }

    @Test
    void nothingIsWrittenTwiceAndNothingAfterTheEnd() {
        bringToBroadcast(1, 5);

        assertThatThrownBy(() -> journal().decided(intent(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal().permitted(attempt(1, 5, 0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal().permitted(attempt(8, 5, 1))).isInstanceOf(IllegalStateException.class);
        journal().resolved(id(1), IntentState.FAILED, "", NOON);
        assertThatThrownBy(() -> journal().permitted(attempt(1, 5, 1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal().resolved(id(1), IntentState.CONFIRMED, "", NOON))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal().resolved(id(1), IntentState.SEEN, "", NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReplacementDoesNotTakeTheIntentBackwards() {
        bringToBroadcast(1, 5);

        journal().permitted(attempt(1, 5, 1));
        journal().signed(attempt(1, 5, 1).id(), signed(10), NOON);

        assertThat(entry(1).state()).isEqualTo(IntentState.BROADCAST);
        assertThat(entry(1).signedNewestFirst().stream()
                        .map(each -> each.record().id().ordinal()))
                .containsExactly(1, 0);
    }

    @Test
    void theLargestNumberOfTheMachineIsKeptExactly() {
        FeePerGas largest = new FeePerGas(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        journal().decided(intent(1));
        AttemptRecord attempt = attempt(1, 5, 0);
        journal()
                .permitted(new AttemptRecord(
                        attempt.id(),
                        attempt.intentId(),
                        attempt.purpose(),
                        attempt.transaction().withFees(largest, largest),
                        NOON));

        assertThat(entry(1).attempts().get(0).record().transaction().maxFee()).isEqualTo(largest);
    }

    // ----

    protected final void bringToBroadcast(int number, long nonce) {
        journal().decided(intent(number));
        journal().permitted(attempt(number, nonce, 0));
        journal().signed(attempt(number, nonce, 0).id(), signed(number), NOON);
        journal().broadcast(attempt(number, nonce, 0).id(), NOON);
    }

    protected final IntentEntry entry(int number) {
        return journal().find(id(number)).orElseThrow();
    }

    protected static IntentId id(int number) {
        return new IntentId(hash(number));
    }

    protected static IntentRecord intent(int number) {
        return new IntentRecord(
                id(number),
                new AccountId(CHAIN, VAULT),
                KEEPER,
                VAULT,
                new byte[] {1, 2, (byte) number},
                7,
                NOON.plusSeconds(60),
                true,
                "delta is 3 % over the band",
                NOON);
    }

    protected static AttemptRecord attempt(int number, long nonce, int ordinal) {
        return new AttemptRecord(
                new AttemptId(CHAIN, KEEPER, new Nonce(nonce), ordinal),
                id(number),
                Purpose.EXECUTE,
                new UnsignedTransaction(
                        CHAIN,
                        KEEPER,
                        new Nonce(nonce),
                        VAULT,
                        new byte[] {1, 2, (byte) number},
                        new Gas(500_000),
                        FeePerGas.ofGwei("30"),
                        FeePerGas.ofGwei("1")),
                NOON);
    }

    protected static SignedTransaction signed(int number) {
        return new SignedTransaction(new byte[] {(byte) number}, new TxHash(hash(100 + number)));
    }

    private static String hash(int number) {
        return String.format("0x%064x", number);
    }
}
