package io.evenkeel.keeper.adapter.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three receipts asked for in one request, and everything a node may make of that. */
class BatchStoriesTest {
    private static final List<TxHash> THREE = List.of(hash('a'), hash('b'), hash('c'));

    @Test
    void answersInAnyOrderFindTheirQuestions() {
        TransportDouble line = node(ids -> {
            List<String> answers = new ArrayList<>(
                    List.of(receipt(ids.get(0), THREE.get(0)), empty(ids.get(1)), receipt(ids.get(2), THREE.get(2))));
            Collections.reverse(answers);
            return array(answers);
        });

        List<NodeAnswer<Optional<Receipt>>> answers = ask(line);

        assertThat(line.asked).hasSize(1);
        assertThat(hashOf(answers.get(0))).isEqualTo(THREE.get(0));
        assertThat(answers.get(1)).isEqualTo(NodeAnswer.of(Optional.empty()));
        assertThat(hashOf(answers.get(2))).isEqualTo(THREE.get(2));
    }

    @Test
    void anAnswerThatIsMissingOrMisshapenSpoilsItsOwnQuestionOnly() {
        TransportDouble line = node(ids -> array(List.of(
                "{\"id\":" + ids.get(2) + ",\"result\":{\"transactionHash\":\"0x12\"}}",
                receipt(ids.get(0), THREE.get(0)))));

        List<NodeAnswer<Optional<Receipt>>> answers = ask(line);

        assertThat(hashOf(answers.get(0))).isEqualTo(THREE.get(0));
        assertThat(fault(answers.get(1))).isEqualTo(new NodeFault.Malformed("no answer in the batch"));
        assertThat(fault(answers.get(2))).isInstanceOf(NodeFault.Malformed.class);
    }

    @Test
    void anErrorForOneIsThatOnesErrorAndTheOthersStand() {
        TransportDouble line = node(ids -> array(List.of(
                receipt(ids.get(0), THREE.get(0)),
                "{\"id\":" + ids.get(1)
                        + ",\"error\":{\"code\":-32007,\"message\":\"50/second request limit reached\"}}",
                empty(ids.get(2)))));

        List<NodeAnswer<Optional<Receipt>>> answers = ask(line);

        assertThat(hashOf(answers.get(0))).isEqualTo(THREE.get(0));
        assertThat(fault(answers.get(1))).isInstanceOf(NodeFault.RateLimited.class);
        assertThat(answers.get(2)).isEqualTo(NodeAnswer.of(Optional.empty()));
    }

    @Test
    void theReceiptOfOneUnderTheIdOfAnotherIsRefused() {
        TransportDouble line = node(ids -> array(
                List.of(receipt(ids.get(0), THREE.get(1)), receipt(ids.get(1), THREE.get(0)), empty(ids.get(2)))));

        List<NodeAnswer<Optional<Receipt>>> answers = ask(line);

        assertThat(fault(answers.get(0)).text()).contains("the receipt of another transaction");
        assertThat(fault(answers.get(1)).text()).contains("the receipt of another transaction");
    }

    @Test
    void whereWhoseAnswerItIsIsInDoubtNoneCounts() {
        List<Function<List<Long>, TransportOutcome>> liars = List.of(
                ids -> array(List.of(empty(ids.get(0)), empty(ids.get(1)), empty(999_999))),
                ids -> array(List.of(empty(ids.get(0)), empty(ids.get(1)), empty(ids.get(1)), empty(ids.get(2)))),
                ids -> array(
                        List.of(empty(ids.get(0)), empty(ids.get(1)), "{\"id\":null,\"result\":null},{\"result\":{}}")),
                ids -> array(List.of(
                        empty(ids.get(0)), empty(ids.get(1)), "{\"id\":\"" + ids.get(2) + "\",\"result\":null}")),
                ids -> array(List.of(
                        empty(ids.get(0)), empty(ids.get(1)), "{\"id\":" + ids.get(2) + ".5,\"result\":null}")));

        for (Function<List<Long>, TransportOutcome> liar : liars) {
            assertThat(ask(node(liar)))
                    .hasSize(3)
                    .allSatisfy(answer -> assertThat(fault(answer)).isInstanceOf(NodeFault.Malformed.class));
        }
    }

    @Test
    void anErrorThatSaysNotWhoseItIsNeverSpeaksOfATransaction() {
        TransportDouble line = node(ids -> array(List.of(
                empty(ids.get(0)),
                "{\"id\":null,\"error\":{\"code\":-32000,\"message\":\"over rate limit\"}}",
                empty(ids.get(2)))));

        List<NodeAnswer<Optional<Receipt>>> answers = ask(line);

        assertThat(answers.get(0)).isEqualTo(NodeAnswer.of(Optional.empty()));
        assertThat(fault(answers.get(1))).isInstanceOf(NodeFault.RateLimited.class);
    }

    /** What real ones say: Hedera's relay, l2geth's proxy, geth, Besu, proxyd, dRPC, Alchemy, and servers in front. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"error":{"message":"Invalid Request","code":-32600},"jsonrpc":"2.0","id":null}
            200 | {"jsonrpc":"2.0","error":{"code":-32700,"message":"parse error"},"id":null}
            200 | [{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large"}}]
            200 | [{"jsonrpc":"2.0","id":$first,"error":{"code":-32600,"message":"batch too large"}}]
            200 | {"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"Number of requests exceeds max batch size"}}
            200 | {"jsonrpc":"2.0","id":null,"error":{"code":-32014,"message":"too many RPC calls in batch request"}}
            500 | [{"message":"Batch of more than 3 requests are not allowed on free tier","code":31}]
            500 | [{"id":$first,"error":{"message":"Batch of more than 3 requests are not allowed on free tier","code":31}}]
            400 | {"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Unsupported methods [eth_getTransactionReceipt] in batch call."}}
            400 | <html>400 Bad Request</html>
            413 | <html>413 Request Entity Too Large</html>
            """)
    void aNodeThatTakesNoBatchesIsAskedOneByOneAndNotTriedAgain(int status, String refusal) {
        TransportDouble line = node(ids -> ids.size() > 1
                ? TransportDouble.says(
                        status, refusal.replace("$first", ids.get(0).toString()))
                : TransportDouble.says(200, empty(ids.get(0))));
        JsonRpcNode node = new JsonRpcNode(line, new ChainId(1));

        assertThat(node.receipts(THREE)).hasSize(3).allMatch(NodeAnswer.of(Optional.empty())::equals);
        assertThat(line.asked).hasSize(4);
        node.receipts(THREE);
        assertThat(line.asked).as("three single calls more, no batch").hasSize(7);
        assertThat(node.requests().byMethod()).isEqualTo(Map.of("batch", 1L, "eth_getTransactionReceipt", 6L));
    }

    @Test
    void aNodeThatTakesSmallerBatchesGetsThose() {
        TransportDouble line = node(ids -> ids.size() > 3
                ? TransportDouble.says(
                        200, "{\"id\":null,\"error\":{\"code\":31,\"message\":\"Batch of more than 3\"}}")
                : ids.size() == 1
                        ? TransportDouble.says(200, code(ids.get(0)))
                        : array(ids.stream().map(BatchStoriesTest::code).toList()));
        JsonRpcNode node = new JsonRpcNode(line, new ChainId(1));
        List<Address> seven = IntStream.range(0, 7)
                .mapToObj(i -> Address.of("0x" + "0".repeat(39) + i))
                .toList();

        node.codes(seven);
        assertThat(line.asked).as("one refused, seven single").hasSize(8);
        assertThat(node.codes(seven)).hasSize(7).allMatch(NodeAnswer.Answered.class::isInstance);
        assertThat(line.asked).as("three, three and one").hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({"429, RateLimited", "502, Unavailable", "503, Unavailable", "200, Malformed"})
    void troubleOfTheMomentIsToldForEachAndIsNoRefusalOfBatches(int status, String type) {
        TransportDouble line = node(ids -> TransportDouble.says(status, "<html>"));
        JsonRpcNode node = new JsonRpcNode(line, new ChainId(1));

        assertThat(node.receipts(THREE))
                .hasSize(3)
                .allSatisfy(answer ->
                        assertThat(fault(answer).getClass().getSimpleName()).isEqualTo(type));
        node.receipts(THREE);
        assertThat(line.asked).as("still asked together").hasSize(2);
    }

    @Test
    void aLineThatIsCutLeavesEveryQuestionOpen() {
        assertThat(ask(node(ids -> new TransportOutcome.Failed("reset"))))
                .hasSize(3)
                .allSatisfy(answer -> assertThat(fault(answer)).isInstanceOf(NodeFault.Unavailable.class));
    }

    @Test
    void oneQuestionIsNoBatchAndNoneIsNoRequest() {
        TransportDouble line = node(ids -> TransportDouble.says(200, empty(ids.get(0))));
        JsonRpcNode node = new JsonRpcNode(line, new ChainId(1));

        assertThat(node.receipts(List.of())).isEmpty();
        assertThat(node.receipts(THREE.subList(0, 1))).hasSize(1);
        assertThat(line.asked).hasSize(1).allMatch(question -> question.startsWith("{"));
    }

    private static TransportDouble node(Function<List<Long>, TransportOutcome> says) {
        return new TransportDouble(says);
    }

    private static List<NodeAnswer<Optional<Receipt>>> ask(TransportDouble line) {
        return new JsonRpcNode(line, new ChainId(1)).receipts(THREE);
    }

    private static TransportOutcome array(List<String> answers) {
        return TransportDouble.says(200, "[" + String.join(",", answers) + "]");
    }

    private static String receipt(long id, TxHash hash) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"transactionHash\":\"" + hash
                + "\",\"blockNumber\":\"0x5\",\"blockHash\":\"" + hash('9')
                + "\",\"status\":\"0x1\",\"gasUsed\":\"0x5208\",\"effectiveGasPrice\":\"0x7\",\"logs\":[]}}";
    }

    private static String empty(long id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":null}";
    }

    private static String code(long id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x60\"}";
    }

    private static TxHash hash(char digit) {
        return new TxHash("0x" + String.valueOf(digit).repeat(64));
    }

    private static TxHash hashOf(NodeAnswer<Optional<Receipt>> answer) {
        return ((NodeAnswer.Answered<Optional<Receipt>>) answer)
                .value()
                .orElseThrow()
                .hash();
    }

    private static NodeFault fault(NodeAnswer<?> answer) {
        assertThat(answer).isInstanceOf(NodeAnswer.Faulted.class);
        return ((NodeAnswer.Faulted<?>) answer).fault();
    }
}
