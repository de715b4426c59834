package io.evenkeel.testchain.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.units.Gas;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;

/** What two real nodes answer, in their own words, becomes the same types. */
@ForkedChainTest
class NodeDialectTest {
    /** The ninth account of the well-known test mnemonic. */
    private static final Credentials RICH =
            Credentials.create("0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97");

    private static final Credentials POOR = Credentials.create("0x" + "11".repeat(32));
    private static final Address REVERTER = Address.of("0x00000000000000000000000000000000000000c1");
    private static final Address LOOP = Address.of("0x00000000000000000000000000000000000000c2");
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    private Optional<JsonRpcNode> opened = Optional.empty();
    private long chainId;

    @AfterEach
    void close() {
        opened.ifPresent(JsonRpcNode::close);
    }

    @Test
    void hardhat(ForkedChain fork) {
        speaksAsExpected(fork.httpUrl(), fork.rpc());
    }

    @Test
    void anvil() {
        try (OriginChain origin = OriginChain.start(OriginSpec.at(2000), step -> {})) {
            JsonRpc rpc = new JsonRpc(origin.url());
            rpc.request("evm_setAutomine", false);
            speaksAsExpected(origin.url(), rpc);
        }
    }

    private void speaksAsExpected(URI url, JsonRpc rpc) {
        chainId = rpc.chainId();
        JsonRpcNode node = new JsonRpcNode(new OkHttpTransport(url, Duration.ofSeconds(30)), new ChainId(chainId));
        opened = Optional.of(node);
        Address rich = Address.of(RICH.getAddress());
        long nonce = value(node.nonce(rich, NonceView.LATEST)).value();

        TxHash hash = value(node.sendRaw(signed(RICH, nonce, 21_000, 100, chainId)));
        assertThat(value(node.nonce(rich, NonceView.PENDING))).isEqualTo(new Nonce(nonce + 1));
        assertThat(value(node.nonce(rich, NonceView.LATEST))).isEqualTo(new Nonce(nonce));
        assertThat(fault(node.sendRaw(signed(RICH, nonce, 21_000, 100, chainId))))
                .isInstanceOf(NodeFault.AlreadyKnown.class);
        assertThat(fault(node.sendRaw(signed(RICH, nonce, 22_000, 100, chainId))))
                .isInstanceOf(NodeFault.ReplacementUnderpriced.class);
        assertThat(fault(node.sendRaw(signed(POOR, 0, 21_000, 100, chainId))))
                .isInstanceOf(NodeFault.InsufficientFunds.class);
        assertThat(fault(node.sendRaw(signed(RICH, nonce + 1, 20_000, 100, chainId))))
                .isInstanceOf(NodeFault.OutOfGas.class);
        assertThat(fault(node.sendRaw(signed(RICH, nonce + 1, 1_000_000_000, 100, chainId))))
                .isInstanceOf(NodeFault.GasAboveBlockLimit.class);
        assertThat(fault(node.sendRaw(signed(RICH, nonce + 1, 21_000, 100, 1)))).isInstanceOf(NodeFault.Invalid.class);

        assertThat(value(node.receipt(hash))).isEmpty();
        TxHash replacement = value(node.sendRaw(signed(RICH, nonce, 21_000, 120, chainId)));
        rpc.request("evm_mine");
        Receipt receipt = value(node.receipt(replacement)).orElseThrow();
        assertThat(receipt.succeeded()).isTrue();
        assertThat(value(node.receipt(hash))).isEmpty();
        assertThat(fault(node.sendRaw(signed(RICH, nonce, 22_000, 200, chainId))))
                .isInstanceOf(NodeFault.NonceTooLow.class);

        assertThat(value(node.nonceAt(rich, receipt.blockNumber()))).isEqualTo(new Nonce(nonce + 1));
        assertThat(value(node.nonceAt(rich, receipt.blockNumber() - 1))).isEqualTo(new Nonce(nonce));
        BlockHeader block =
                value(node.block(new BlockTag.AtHash(receipt.blockHash()))).orElseThrow();
        assertThat(block.number()).isEqualTo(receipt.blockNumber());
        assertThat(value(node.block(new BlockTag.AtHash(new BlockHash("0x" + "1".repeat(64))))))
                .isEmpty();
        assertThat(value(node.block(new BlockTag.AtNumber(block.number() + 1_000_000))))
                .isEmpty();
        FeeHistory history = value(node.feeHistory(5, 50));
        assertThat(history.tips()).hasSizeBetween(2, 5);

        callsSpeakAsExpected(node, rpc, receipt.blockHash());
    }

    /** A contract that answers with a custom error, and one that never ends. */
    private static void callsSpeakAsExpected(JsonRpcNode node, JsonRpc rpc, BlockHash known) {
        rpc.request("hardhat_setCode", REVERTER.hex(), "0x63deadbeef60e01b60005260046000fd");
        rpc.request("hardhat_setCode", LOOP.hex(), "0x5b600056");
        byte[] nothing = new byte[0];

        assertThat(node.call(REVERTER, nothing, new BlockTag.Latest()))
                .isInstanceOfSatisfying(
                        CallOutcome.Reverted.class,
                        reverted -> assertThat(reverted.data()).containsExactly(0xde, 0xad, 0xbe, 0xef));
        assertThat(fault(node.estimateGas(Address.of(RICH.getAddress()), REVERTER, nothing)))
                .isInstanceOfSatisfying(
                        NodeFault.Reverted.class,
                        reverted -> assertThat(reverted.data()).containsExactly(0xde, 0xad, 0xbe, 0xef));
        assertThat(fault(node.call(
                        Address.of(RICH.getAddress()), LOOP, nothing, new Gas(30_000), new BlockTag.Latest())))
                .isInstanceOf(NodeFault.OutOfGas.class);
        assertThat(node.call(Address.ZERO, nothing, new BlockTag.AtHash(known)))
                .isInstanceOf(CallOutcome.Returned.class);
        assertThat(node.call(Address.ZERO, nothing, new BlockTag.AtHash(new BlockHash("0x" + "1".repeat(64)))))
                .isInstanceOf(CallOutcome.Unanswered.class);
        assertThat(node.call(Address.ZERO, nothing, new BlockTag.AtNumber(100_000_000)))
                .isInstanceOf(CallOutcome.Unanswered.class);
    }

    private static byte[] signed(Credentials who, long nonce, long gas, long feeGwei, long chainId) {
        return SelfTransfer.signed(who, nonce, gas, GWEI.multiply(BigInteger.valueOf(feeGwei)), chainId);
    }

    private static <T> T value(NodeAnswer<T> answer) {
        return switch (answer) {
            case NodeAnswer.Answered<T> answered -> answered.value();
            case NodeAnswer.Faulted<T> faulted ->
                throw new AssertionError(faulted.fault().describe());
        };
    }

    private static NodeFault fault(NodeAnswer<?> answer) {
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }
}
