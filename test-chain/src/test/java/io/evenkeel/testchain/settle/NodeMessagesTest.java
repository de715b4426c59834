package io.evenkeel.testchain.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.adapter.jackson.JsonRpcNode;
import io.evenkeel.keeper.adapter.okhttp.OkHttpTransport;
import io.evenkeel.keeper.node.Asked;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeFaults;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.OriginChain;
import io.evenkeel.testchain.OriginSpec;
import io.evenkeel.testchain.junit.ForkedChainTest;
import io.evenkeel.units.Gas;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of node messages against two real nodes: every line marked "provoked" is provoked, and what the node says
 * must be that line but for its numbers. A node that has changed its words fails here before it misleads a keeper.
 */
@ForkedChainTest
class NodeMessagesTest {
    private static final Path TABLE = Path.of("../keeper/src/test/resources/io/evenkeel/keeper/node/node-messages.txt");

    private static final Credentials RICH =
            Credentials.create("0x701b615bbdfb9de65240bc28bd21bbc0d996645a3dd57e7b12bc2bdf6f192c82");
    private static final Credentials POOR = Credentials.create("0x" + "12".repeat(32));
    private static final Address FROM = Address.of(RICH.getAddress());
    private static final Address CUSTOM_ERROR = Address.of("0x00000000000000000000000000000000000000d1");
    private static final Address ENDLESS = Address.of("0x00000000000000000000000000000000000000d2");
    private static final Address REASON = Address.of("0x00000000000000000000000000000000000000d3");
    private static final Address SILENT = Address.of("0x00000000000000000000000000000000000000d4");
    private static final Address INVALID = Address.of("0x00000000000000000000000000000000000000d5");
    private static final Gas PLENTY = new Gas(100_000);
    private static final BlockTag NO_SUCH_HASH = new BlockTag.AtHash(new BlockHash("0x" + "1".repeat(64)));
    private static final BlockTag NO_SUCH_NUMBER = new BlockTag.AtNumber(16_777_215);
    private static final byte[] NOTHING = new byte[0];
    private static final long GWEI = 1_000_000_000L;

    /** What was said, as the table writes it: asked, code, data, type and text, with numbers taken out. */
    private final Set<String> said = new TreeSet<>();

    private long chainId;

    @Test
    void hardhat(ForkedChain fork) {
        provoke(fork.httpUrl(), fork.rpc());
        assertSaid("hardhat");
    }

    @Test
    void anvil() {
        try (OriginChain origin = OriginChain.start(OriginSpec.at(2000), step -> {})) {
            provoke(origin.url(), new JsonRpc(origin.url()));
        }
        assertSaid("anvil");
    }

    private void provoke(URI url, JsonRpc rpc) {
        chainId = rpc.chainId();
        try (OverheardTransport line = new OverheardTransport(new OkHttpTransport(url, Duration.ofSeconds(30)));
                JsonRpcNode node = new JsonRpcNode(line, new ChainId(chainId))) {
            rpc.request("hardhat_setBalance", FROM.hex(), "0x21e19e0c9bab2400000");
            rpc.request("evm_setAutomine", false);
            poolMessages(node, line, rpc);
            contractMessages(node, line, rpc);
            noteRaw(Asked.TO_READ, line, line.ask("eth_nothing"));
        }
    }

    private void poolMessages(JsonRpcNode node, OverheardTransport line, JsonRpc rpc) {
        long nonce = ((NodeAnswer.Answered<io.evenkeel.chain.Nonce>) node.nonce(FROM, NonceView.LATEST))
                .value()
                .value();
        byte[] first = signed(RICH, nonce, 21_000, 100 * GWEI, chainId);
        assertThat(node.sendRaw(first)).isInstanceOf(NodeAnswer.Answered.class);
        send(node, line, first);
        send(node, line, signed(RICH, nonce, 22_000, 100 * GWEI, chainId));
        send(node, line, signed(POOR, 0, 21_000, 100 * GWEI, chainId));
        send(node, line, signed(RICH, nonce + 1, 20_000, 100 * GWEI, chainId));
        send(node, line, signed(RICH, nonce + 1, 1_000_000_000, 100 * GWEI, chainId));
        send(node, line, signed(RICH, nonce + 1, 21_000, 100 * GWEI, chainId + 1));
        send(node, line, new byte[] {(byte) 0xf8, 1, 2});
        send(node, line, new byte[] {(byte) 0xc8});
        rpc.request("evm_mine");
        send(node, line, signed(RICH, nonce, 22_000, 200 * GWEI, chainId));
        rpc.request("evm_setAutomine", true);
        send(node, line, signed(RICH, nonce + 1, 21_000, 1, chainId));
        send(node, line, signed(RICH, nonce, 22_000, 200 * GWEI, chainId));
        if (node.sendRaw(signed(RICH, nonce + 7, 21_000, 200 * GWEI, chainId))
                instanceof NodeAnswer.Faulted<?> tooHigh) {
            note(Asked.TO_SEND, line, tooHigh.fault());
        }
        rpc.request("evm_setAutomine", false);
    }

    private void contractMessages(JsonRpcNode node, OverheardTransport line, JsonRpc rpc) {
        rpc.request("hardhat_setCode", CUSTOM_ERROR.hex(), "0x63deadbeef60e01b60005260046000fd");
        rpc.request("hardhat_setCode", ENDLESS.hex(), "0x5b600056");
        rpc.request("hardhat_setCode", SILENT.hex(), "0x60006000fd");
        rpc.request("hardhat_setCode", INVALID.hex(), "0xfe");
        rpc.request("hardhat_setCode", REASON.hex(), "0x6064600c60003960646000fd" + errorData("already known"));
        for (Address contract : List.of(CUSTOM_ERROR, SILENT, INVALID, REASON)) {
            execute(line, node.call(FROM, contract, NOTHING, PLENTY, new BlockTag.Latest()));
            execute(line, node.estimateGas(FROM, contract, NOTHING));
        }
        execute(line, node.call(FROM, ENDLESS, NOTHING, PLENTY, new BlockTag.Latest()));
        execute(line, node.call(FROM, SILENT, NOTHING, PLENTY, NO_SUCH_HASH));
        execute(line, node.call(FROM, SILENT, NOTHING, PLENTY, NO_SUCH_NUMBER));
    }

    private void send(JsonRpcNode node, OverheardTransport line, byte[] bytes) {
        note(Asked.TO_SEND, line, fault(node.sendRaw(bytes)));
    }

    private void execute(OverheardTransport line, NodeAnswer<?> answer) {
        note(Asked.TO_EXECUTE, line, fault(answer));
    }

    private void noteRaw(Asked asked, OverheardTransport line, JsonNode error) {
        note(
                asked,
                line,
                NodeFaults.classify(
                        asked, error.path("code").asInt(), error.path("message").asString(), NOTHING));
    }

    private void note(Asked asked, OverheardTransport line, NodeFault fault) {
        JsonNode error = line.lastError();
        String data = error.path("data").isString() ? error.path("data").stringValue() : "";
        said.add(line(
                asked.name().substring(3),
                error.path("code").asString(),
                data,
                typeOf(fault),
                error.path("message").asString()));
    }

    private static String typeOf(NodeFault fault) {
        return fault.getClass().getSimpleName();
    }

    private void assertSaid(String node) {
        Set<String> table = new TreeSet<>();
        for (String[] row : rows()) {
            if (row[0].equals(node) && row[1].equals("provoked")) {
                table.add(line(row[2], row[4], row[5], row[6], row[8]));
            }
        }
        Set<String> unheard = new TreeSet<>(table);
        unheard.removeAll(said);
        Set<String> unknown = new TreeSet<>(said);
        unknown.removeAll(table);
        assertThat(unknown)
                .as("%s says what the table has not, while the table has %s", node, unheard)
                .isEmpty();
        assertThat(unheard).as("%s does not say any more", node).isEmpty();
    }

    private static String line(String asked, String code, String data, String type, String text) {
        String numbersOut = text.replaceAll("0x[0-9a-fA-F]{8,}|\\d+", "#");
        return String.join(
                " | ", asked.toLowerCase(Locale.ROOT), code, data.equals("0x") ? "" : data, type, numbersOut);
    }

    private static List<String[]> rows() {
        List<String[]> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(TABLE)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] row = line.split("\\|", 9);
                    for (int i = 0; i < row.length; i++) {
                        row[i] = row[i].strip();
                    }
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return rows;
    }

    private static String errorData(String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        StringBuilder hex =
                new StringBuilder("08c379a0" + "0".repeat(62) + "20" + String.format("%064x", words.length));
        for (byte each : java.util.Arrays.copyOf(words, 32)) {
            hex.append(String.format("%02x", each));
        }
        return hex.toString();
    }

    private static byte[] signed(Credentials who, long nonce, long gas, long feeWei, long chainId) {
        return SelfTransfer.signed(who, nonce, gas, BigInteger.valueOf(feeWei), chainId);
    }

    private static NodeFault fault(NodeAnswer<?> answer) {
        assertThat(answer).isInstanceOf(NodeAnswer.Faulted.class);
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }

    /** Keeps the last answer that came by. */
    private static final class OverheardTransport implements RpcTransport {
        private static final JsonMapper JSON = JsonMapper.shared();

        private final RpcTransport inner;
        private byte[] last = new byte[0];

        OverheardTransport(RpcTransport inner) {
            this.inner = inner;
        }

        JsonNode lastError() {
            return JSON.readTree(last).path("error");
        }

        JsonNode ask(String method) {
            post(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[]}")
                    .getBytes(StandardCharsets.UTF_8));
            return lastError();
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public TransportOutcome post(byte[] body) {
            TransportOutcome outcome = inner.post(body);
            if (outcome instanceof TransportOutcome.Answered answered) {
                last = answered.body();
            }
            return outcome;
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
