package io.evenkeel.keeper.adapter.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeMessage;
import io.evenkeel.units.Gas;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of node messages as it comes over the line: with its HTTP status, its code and its data around it. */
class MessagesOverHttpTest {
    private static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");

    static List<NodeMessage> messages() {
        return NodeMessage.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void everyMessageArrivesAsItsType(NodeMessage message) {
        Map<String, Object> error = Map.of(
                "code", message.code(),
                "message", message.text(),
                "data", "0x" + HexFormat.of().formatHex(message.data()));
        JsonRpcNode node = new JsonRpcNode(
                new TransportDouble(ids -> TransportDouble.says(
                        message.httpStatus(),
                        new String(
                                RpcReplies.bytes(Map.of("jsonrpc", "2.0", "id", ids.get(0), "error", error)),
                                java.nio.charset.StandardCharsets.UTF_8))),
                new ChainId(1));

        NodeFault fault = ask(node, message);

        assertThat(fault.getClass().getSimpleName()).isEqualTo(message.type());
        if (fault instanceof NodeFault.Reverted reverted) {
            assertThat(reverted.data()).isEqualTo(message.data());
        }
    }

    private static NodeFault ask(JsonRpcNode node, NodeMessage message) {
        NodeAnswer<?> answer = switch (message.asked()) {
            case TO_SEND -> node.sendRaw(new byte[] {1});
            case TO_EXECUTE -> node.call(VAULT, VAULT, new byte[0], new Gas(100), new BlockTag.Latest());
            case TO_READ -> node.gasPrice();
        };
        assertThat(answer).isInstanceOf(NodeAnswer.Faulted.class);
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }

    /** What servers in front of nodes send instead of an answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            429 | error code: 1015 | RateLimited
            429 | {"code":-32007,"message":"300/second request limit reached"} | RateLimited
            502 | <html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html> | Unavailable
            504 | <html><head><title>504 Gateway Time-out</title></head><body><center>nginx</center></body></html> | Unavailable
            503 | <!DOCTYPE html><title>Just a moment...</title> | Unavailable
            520 | <!DOCTYPE html><title>Web server is returning an unknown error</title> | Unavailable
            403 | <!DOCTYPE html><title>Attention Required! Cloudflare</title> | Unavailable
            401 | {"jsonrpc":"2.0","error":{"code":-32600,"message":"Must be authenticated!"},"id":null} | Malformed
            200 | <!DOCTYPE html><title>Sign in to the network</title> | Malformed
            204 | `` | Unavailable
            """)
    void aPageInsteadOfAnAnswerIsAboutTheNodeAndNeverAboutTheTransaction(int status, String page, String type) {
        JsonRpcNode node =
                new JsonRpcNode(new TransportDouble(ids -> TransportDouble.says(status, page)), new ChainId(1));

        NodeAnswer<?> answer = node.sendRaw(new byte[] {1});

        NodeFault fault = ((NodeAnswer.Faulted<?>) answer).fault();
        assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
        assertThat(fault.isAboutTheNode()).isTrue();
    }

    @Test
    void bytesHandedInForARelayAreHandedInToo() {
        assertThat(new RpcCall<>("eth_sendPrivateTransaction", List.of(), result -> result).asked())
                .isEqualTo(new RpcCall<>("eth_sendRawTransaction", List.of(), result -> result).asked());
    }
}
