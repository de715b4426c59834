package io.evenkeel.keeper.adapter.web3j;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.explore.MemoryJournal;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.DailyLimits;
import io.evenkeel.keeper.sign.PermittedExecution;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.SigningGuard;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.keeper.sign.SigningRules;
import io.evenkeel.keeper.sign.TransactionSigner.SigningOutcome;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.security.SignatureException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;

class Web3jSignerTest {
    private static final byte[] KEY =
            HexFormat.of().parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    private static final Address ADDRESS = Address.of("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");

    @Test
    void theBytesSayExactlyWhatWasPermittedAndTheSameEveryTime() throws SignatureException {
        Web3jSigner signer = new Web3jSigner(KEY);

        SignedTransaction signed = signed(signer.sign(permitted(ADDRESS)));

        SignedRawTransaction decoded =
                (SignedRawTransaction) TransactionDecoder.decode(HexFormat.of().formatHex(signed.raw()));
        assertThat(decoded.getFrom()).isEqualToIgnoringCase(ADDRESS.hex());
        assertThat(decoded.getTo()).isEqualTo(VAULT.hex());
        assertThat(decoded.getNonce()).isEqualTo(BigInteger.valueOf(5));
        assertThat(decoded.getValue()).isZero();
        assertThat(decoded.getGasLimit()).isEqualTo(BigInteger.valueOf(300_000));
        assertThat(decoded.getData()).isEqualTo("010203");
        Transaction1559 fees = (Transaction1559) decoded.getTransaction();
        assertThat(fees.getChainId()).isEqualTo(31337);
        assertThat(fees.getMaxFeePerGas()).isEqualTo(new BigInteger("30000000000"));
        assertThat(fees.getMaxPriorityFeePerGas()).isEqualTo(new BigInteger("1000000000"));
        assertThat(signed(signer.sign(permitted(ADDRESS))).raw()).isEqualTo(signed.raw());
    }

    @Test
    void itSignsForNobodyElseAndNotAfterItIsClosed() {
        Web3jSigner signer = new Web3jSigner(KEY);

        assertThat(signer.sign(permitted(VAULT))).isInstanceOf(SigningOutcome.NotSigned.class);
        signer.close();
        assertThat(signer.sign(permitted(ADDRESS))).isEqualTo(new SigningOutcome.NotSigned("the key is closed"));
    }

    private static SignedTransaction signed(SigningOutcome outcome) {
        return ((SigningOutcome.Signed) outcome).transaction();
    }

    private static PermittedExecution permitted(Address from) {
        ChainId chain = new ChainId(31337);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        IntentId intent = new IntentId("0x" + "1".repeat(64));
        byte[] call = {1, 2, 3};
        MemoryJournal journal = new MemoryJournal();
        journal.decided(
                new IntentRecord(intent, new AccountId(chain, VAULT), from, VAULT, call, 0, now, false, "", now));
        SigningGuard guard = new SigningGuard(
                new SigningRules(chain, Set.of(VAULT), FeePerGas.ofGwei("300"), new Wei(BigInteger.TEN.pow(18))),
                DailyLimits.usual(FeePerGas.ofGwei("200"), FeePerGas.ofGwei("300")),
                journal);
        UnsignedTransaction transaction = new UnsignedTransaction(
                chain,
                from,
                new Nonce(5),
                VAULT,
                call,
                new Gas(300_000),
                FeePerGas.ofGwei("30"),
                FeePerGas.ofGwei("1"));
        return ((Permission.Permitted) guard.permit(intent, Purpose.EXECUTE, transaction, now)).execution();
    }
}
