package io.evenkeel.keeper.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.rpc.ScriptedServer;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BroadcasterTest {
    private static final ChainId CHAIN = new ChainId(31337);

    /** Besu can be told to answer a transaction it refuses with the hash of nothing. */
    @Test
    void aNodeThatNamesAnotherTransactionHasNotTakenOurs() {
        SignedTransaction ours = new SignedTransaction(new byte[] {1}, new TxHash("0x" + "aa".repeat(32)));
        IntentRecord intent = new IntentRecord(
                new IntentId("0x" + "bb".repeat(32)),
                new AccountId(CHAIN, Address.ZERO),
                Address.ZERO,
                Address.ZERO,
                new byte[0],
                0,
                Instant.EPOCH,
                false,
                "",
                Instant.EPOCH);
        AttemptId attempt = new AttemptId(CHAIN, Address.ZERO, new Nonce(0), 1);
        try (ScriptedServer server = new ScriptedServer();
                JsonRpcNode node =
                        new JsonRpcNode(new OkHttpTransport(server.address(), Duration.ofSeconds(5)), CHAIN)) {
            server.answers("\"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470\"");

            SendEvent event = new Broadcaster(node, new MemoryJournal()).send(intent, attempt, ours, 1, Instant.EPOCH);

            assertThat(event)
                    .isInstanceOfSatisfying(
                            SendEvent.Rejected.class,
                            rejected -> assertThat(rejected.fault()).isInstanceOf(NodeFault.Malformed.class));
        }
    }
}
