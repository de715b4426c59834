package io.evenkeel.keeper.sign;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/** A transaction as the guard lets it through to a signer. */
public final class Permitted {
    /** The first account of every test node. */
    public static final String KEY_HEX = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    public static final Address ADDRESS = Address.of("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    public static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");

    private Permitted() {}

    public static byte[] key() {
        return HexFormat.of().parseHex(KEY_HEX);
    }

    /** At nonce 5, three bytes of call data, 300,000 gas, 30 gwei and a tip of 1 gwei. */
    public static PermittedExecution from(Address sender) {
        ChainId chain = new ChainId(31337);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        IntentId intent = new IntentId("0x" + "1".repeat(64));
        byte[] call = {1, 2, 3};
        MemoryJournal journal = new MemoryJournal();
        journal.decided(
                new IntentRecord(intent, new AccountId(chain, VAULT), sender, VAULT, call, 0, now, false, "", now));
        SigningGuard guard = new SigningGuard(
                new SigningRules(chain, Set.of(VAULT), FeePerGas.ofGwei("300"), Wei.ofEther("1")),
                DailyLimits.usual(FeePerGas.ofGwei("200"), FeePerGas.ofGwei("300")),
                journal);
        UnsignedTransaction transaction = new UnsignedTransaction(
                chain,
                sender,
                new Nonce(5),
                VAULT,
                call,
                new Gas(300_000),
                FeePerGas.ofGwei("30"),
                FeePerGas.ofGwei("1"));
        return ((Permission.Permitted) guard.permit(intent, Purpose.EXECUTE, transaction, now)).execution();
    }
}
