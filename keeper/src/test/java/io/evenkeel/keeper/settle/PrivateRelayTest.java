package io.evenkeel.keeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.FakeAccount;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeTransaction;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.Broadcaster;
import io.evenkeel.keeper.submit.PrivateRelay;
import io.evenkeel.keeper.submit.PrivateRoute;
import io.evenkeel.keeper.submit.SendEvent;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which way bytes go where there is a private relay, and what the journal says of it. */
class PrivateRelayTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000bb");
    private static final long MADE_AT = 100;

    private final FakeNode node = new FakeNode(true);
    private final MemoryJournal journal = new MemoryJournal();
    private final RelayDouble relay = new RelayDouble();
    private Broadcaster broadcaster = broadcaster(false);

    /** A double of a relay, stricter than one: it takes bytes only while the block they are meant for is to come. */
    private static final class RelayDouble implements PrivateRelay {
        private final List<SignedTransaction> taken = new ArrayList<>();
        private boolean refuses;

        @Override
        public String name() {
            return "double";
        }

        @Override
        public NodeAnswer<Accepted> submit(SignedTransaction transaction, long head, long lastBlock) {
            if (refuses || lastBlock <= head) {
                return NodeAnswer.fault(new NodeFault.PoolRefused("no"));
            }
            taken.add(transaction);
            return NodeAnswer.of(new Accepted());
        }
    }

    @Test
    void itIsKeptFromThePublicPoolUntilItsBlocksArePast() {
        Signed routine = signed(1, false);

        assertThat(send(routine, MADE_AT)).isInstanceOf(SendEvent.Accepted.class);
        assertThat(send(routine, MADE_AT + 4)).isInstanceOf(SendEvent.Accepted.class);
        assertThat(relay.taken).hasSize(2);
        assertThat(node.everReceived()).isEmpty();

        assertThat(send(routine, MADE_AT + 5)).isInstanceOf(SendEvent.Accepted.class);
        assertThat(relay.taken).hasSize(2);
        assertThat(node.everReceived()).hasSize(1);
        assertThat(ways(1)).containsExactly("to relay double alone, until block 105", "to the public pool");
    }

    @Test
    void aRelayThatRefusesIsPassedOverAtOnce() {
        relay.refuses = true;
        Signed routine = signed(1, false);

        assertThat(send(routine, MADE_AT)).isInstanceOf(SendEvent.Accepted.class);
        assertThat(node.everReceived()).hasSize(1);
        assertThat(ways(1)).containsExactly("to the public pool, since relay double did not take it: PoolRefused: no");
    }

    @Test
    void whatIsUrgentGoesPublicAtOnceUnlessToldOtherwise() {
        send(signed(1, true), MADE_AT);
        assertThat(relay.taken).isEmpty();
        assertThat(node.everReceived()).hasSize(1);

        broadcaster = broadcaster(true);
        send(signed(2, true), MADE_AT);
        assertThat(relay.taken).hasSize(1);
    }

    @Test
    void aRestartDoesNotBeginTheWaitAnew() {
        Signed routine = signed(1, false);
        send(routine, MADE_AT);
        broadcaster = broadcaster(false);

        send(routine, MADE_AT + 6);

        assertThat(node.everReceived()).hasSize(1);
    }

    private record Signed(IntentRecord intent, AttemptId attempt, SignedTransaction bytes) {}

    private SendEvent send(Signed signed, long head) {
        return broadcaster.send(signed.intent(), signed.attempt(), signed.bytes(), head, NOON);
    }

    private Broadcaster broadcaster(boolean urgentToo) {
        return new Broadcaster(node, journal, Optional.of(new PrivateRoute(relay, 5, urgentToo)));
    }

    private Signed signed(int number, boolean urgent) {
        IntentId id = FakeAccount.intent(number);
        IntentRecord intent = new IntentRecord(
                id,
                FakeAccount.ID,
                KEEPER,
                FakeNode.VAULT,
                new byte[] {1},
                0,
                NOON,
                urgent,
                "",
                NOON,
                Optional.empty(),
                Optional.empty(),
                Optional.of(MADE_AT));
        UnsignedTransaction transaction = new UnsignedTransaction(
                FakeNode.CHAIN,
                KEEPER,
                new Nonce(number - 1),
                KEEPER,
                new byte[] {(byte) number},
                new Gas(21_000),
                FeePerGas.ofGwei("5"),
                FeePerGas.ofGwei("1"));
        AttemptId attempt = new AttemptId(FakeNode.CHAIN, KEEPER, transaction.nonce(), 0);
        SignedTransaction bytes = FakeTransaction.encode(transaction);
        journal.decided(intent);
        journal.permitted(new AttemptRecord(attempt, id, Purpose.EXECUTE, transaction, NOON));
        journal.signed(attempt, bytes, NOON);
        return new Signed(intent, attempt, bytes);
    }

    private List<String> ways(int number) {
        return journal.history(FakeAccount.intent(number)).stream()
                .map(Transition::note)
                .filter(note -> note.startsWith("to "))
                .toList();
    }
}
