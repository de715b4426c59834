package io.evenkeel.keeper.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.HedgeAccount;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

class VaultExecutionRecordTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Token WETH = new Token(CHAIN, Address.of("0x" + "e".repeat(40)), "WETH", 18);
    private static final Token USDC = new Token(CHAIN, Address.of("0x" + "c".repeat(40)), "USDC", 6);
    private static final IntentId INTENT = new IntentId("0x" + "7".repeat(64));

    private final VaultExecutionRecord record = new VaultExecutionRecord(new NobodyCalled(), new Account(), WETH, USDC);

    @Test
    void theTopicsAndTheSelectorAreThoseOfTheSignatures() {
        assertThat(VaultExecutionRecord.EXECUTED)
                .isEqualTo(topic("Executed", "(bytes32,uint256,int256,int256,uint256,uint256)"));
        assertThat(VaultExecutionRecord.LEG_FAILED).isEqualTo(topic("LegFailed", "(bytes32,uint256,bytes)"));
        assertThat(VaultExecutionRecord.INTENT_EXECUTED)
                .isEqualTo("0x"
                        + HexFormat.of()
                                .formatHex(Function.parse("intentExecuted(bytes32)")
                                        .selector()));
    }

    @Test
    void theVaultsOwnReportIsReadWithItsSignsAndUnits() {
        byte[] data = bytes(TupleType.parse("(int256,int256,uint256,uint256)")
                .encode(Tuple.of(
                        new BigInteger("-1500000000000000000"),
                        new BigInteger("20000000000000000"),
                        BigInteger.valueOf(2_000_000_000_000L),
                        BigInteger.valueOf(1_999_000_000_000L))));
        byte[] failed = bytes(TupleType.parse("(uint256,bytes)")
                .encode(Tuple.of(BigInteger.ONE, "Paused".getBytes(StandardCharsets.UTF_8))));

        Executed executed = record.executedIn(
                        receipt(
                                log(VAULT, VaultExecutionRecord.LEG_FAILED, INTENT, failed),
                                log(VAULT, VaultExecutionRecord.EXECUTED, INTENT, data, sequenceTopic(41))),
                        INTENT)
                .orElseThrow();

        assertThat(executed)
                .isEqualTo(new Executed(
                        INTENT,
                        41,
                        TokenDelta.of(WETH, "-1.5"),
                        TokenDelta.of(WETH, "0.02"),
                        TokenAmount.of(USDC, "2000000"),
                        TokenAmount.of(USDC, "1999000"),
                        List.of(new Executed.FailedLeg(1, "Paused"))));
    }

    @Test
    void whatOthersReportIsNotOurs() {
        byte[] data = new byte[4 * 32];
        IntentId other = new IntentId("0x" + "8".repeat(64));

        assertThat(record.executedIn(
                        receipt(
                                log(VAULT, VaultExecutionRecord.EXECUTED, other, data, sequenceTopic(1)),
                                log(USDC.address(), VaultExecutionRecord.EXECUTED, INTENT, data, sequenceTopic(1))),
                        INTENT))
                .isEmpty();
    }

    private static String topic(String name, String types) {
        return Hash.sha3String(name + types);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] all = new byte[buffer.rewind().remaining()];
        buffer.get(all);
        return all;
    }

    private static LogEntry log(Address emitter, String topic, IntentId intent, byte[] data, String... more) {
        List<String> topics = new ArrayList<>(List.of(topic, intent.hex()));
        topics.addAll(List.of(more));
        return new LogEntry(emitter, topics, data);
    }

    private static String sequenceTopic(long sequence) {
        return String.format("0x%064x", sequence);
    }

    private static Receipt receipt(LogEntry... logs) {
        return new Receipt(
                new TxHash("0x" + "1".repeat(64)),
                7,
                new BlockHash("0x" + "2".repeat(64)),
                true,
                new Gas(1),
                FeePerGas.ZERO,
                List.of(logs));
    }

    private static final class Account implements HedgeAccount {
        @Override
        public AccountId id() {
            return new AccountId(CHAIN, VAULT);
        }

        @Override
        public PreparedExecution prepare(HedgePlan plan, MarketSnapshot snapshot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String explainRevert(byte[] revertData) {
            return new String(revertData, StandardCharsets.UTF_8);
        }
    }

    private static final class NobodyCalled implements ChainReader {
        @Override
        public ChainId chainId() {
            return CHAIN;
        }

        @Override
        public CallOutcome call(Address to, byte[] callData, BlockTag at) {
            throw new UnsupportedOperationException();
        }
    }
}
