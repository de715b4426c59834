package io.evenkeel.keeper.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must not happen whatever a node, or a contract through it, says. */
class NodeFaultsPropertiesTest {
    private static final byte[] NO_DATA = new byte[0];

    /** Every word of the sentences that make the keeper hold still, and some that nodes put around them. */
    private static final List<String> VOCABULARY = List.of(
            "already",
            "known",
            "alreadyknown",
            "imported",
            "transaction",
            "nonce",
            "too",
            "low",
            "oldnonce",
            "existing",
            "tx",
            "txn",
            "with",
            "same",
            "hash",
            "is",
            "was",
            "not",
            "the",
            "to",
            "be",
            "and",
            "expected",
            "state",
            "next",
            "block",
            "invalid",
            "maybe",
            "err",
            "for",
            "replacement",
            "underpriced",
            "7",
            "0x12");

    @Property(tries = 5_000)
    void wordsInAnyOtherOrderNeverMakeTheKeeperHoldStill(@ForAll("sentences") String sentence, @ForAll int code) {
        NodeFault fault = NodeFaults.classify(Asked.TO_SEND, code, sentence, NO_DATA);

        if (holdsStill(fault)) {
            assertThat(sentence.replaceFirst("^(?:transaction )?", ""))
                    .as("a sentence that really says so")
                    .matches(
                            "already known|alreadyknown|already imported|known transaction|existing txn? with same hash"
                                    + "|with the same hash was already imported|nonce too low|oldnonce");
        }
    }

    @Provide
    Arbitrary<String> sentences() {
        return Arbitraries.of(VOCABULARY).list().ofMinSize(1).ofMaxSize(7).map(words -> String.join(" ", words));
    }

    @Property(tries = 2_000)
    void aRealSentenceWithAnythingAroundItDoesNotEither(
            @ForAll("stillness") String real, @ForAll("around") String before, @ForAll("around") String after) {
        assertThat(NodeFaults.classify(Asked.TO_SEND, -32000, before + " " + real, NO_DATA))
                .matches(fault -> !holdsStill(fault));
        assertThat(NodeFaults.classify(Asked.TO_SEND, -32000, real + " " + after, NO_DATA))
                .matches(fault -> !holdsStill(fault));
    }

    @Provide
    Arbitrary<String> stillness() {
        return Arbitraries.of(NodeMessage.all().stream()
                .filter(message ->
                        message.type().equals("AlreadyKnown") || message.type().equals("NonceTooLow"))
                .map(NodeMessage::text)
                .toList());
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(words -> String.join(" ", words))
                .filter(words -> !words.matches("transaction|err|invalid"));
    }

    /** Whatever the reason says, and however the node hands it on, the contract has refused and no more. */
    @Property(tries = 3_000)
    void aContractsChoiceOfWordsNeverSteersTheSender(
            @ForAll("reasons") String reason, @ForAll("envelopes") Envelope envelope) {
        for (Asked asked : List.of(Asked.TO_SEND, Asked.TO_EXECUTE)) {
            assertThat(NodeFaults.classify(
                            asked,
                            envelope.code,
                            envelope.words.replace("$reason", reason),
                            envelope.withData ? errorData(reason) : NO_DATA))
                    .isInstanceOf(NodeFault.Reverted.class);
        }
    }

    @Provide
    Arbitrary<String> reasons() {
        Arbitrary<String> real =
                Arbitraries.of(NodeMessage.all().stream().map(NodeMessage::text).toList());
        return Arbitraries.oneOf(real, Arbitraries.strings().ofMaxLength(80), sentences());
    }

    private record Envelope(int code, String words, boolean withData) {}

    @Provide
    Arbitrary<Envelope> envelopes() {
        return Arbitraries.of(
                new Envelope(3, "execution reverted: $reason", true),
                new Envelope(3, "execution reverted: $reason", false),
                new Envelope(-32000, "execution reverted: $reason", false),
                new Envelope(-32000, "err: execution reverted: $reason (supplied gas 100)", false),
                new Envelope(
                        -32603,
                        "Error: VM Exception while processing transaction: reverted with reason string '$reason'",
                        false),
                new Envelope(-32000, "VM Exception while processing transaction: revert $reason", false),
                new Envelope(3, "Execution reverted ($reason)", true),
                new Envelope(3, "$reason", false),
                new Envelope(3, "$reason", true),
                new Envelope(-32000, "$reason", true),
                new Envelope(-32015, "VM execution error: $reason", false),
                new Envelope(-32016, "The execution failed due to an exception. Reverted: $reason", false));
    }

    private static byte[] errorData(String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        String length = String.format("%064x", BigInteger.valueOf(words.length));
        String padded = HexFormat.of().formatHex(Arrays.copyOf(words, (words.length + 31) / 32 * 32));
        return HexFormat.of().parseHex("08c379a0" + "0".repeat(62) + "20" + length + padded);
    }

    /** The pool has no say about a call, and neither pool nor contract about a fact. */
    @Property(tries = 2_000)
    void noWordsAboutThePoolAnswerACallAndNoneAboutAContractAFact(@ForAll("reasons") String text, @ForAll int code) {
        assertThat(NodeFaults.classify(Asked.TO_EXECUTE, code, text, NO_DATA)).matches(fault -> !isOfThePool(fault));
        assertThat(NodeFaults.classify(Asked.TO_READ, code, text, NO_DATA))
                .matches(fault -> !isOfThePool(fault)
                        && !(fault instanceof NodeFault.Reverted)
                        && !(fault instanceof NodeFault.OutOfGas)
                        && !(fault instanceof NodeFault.InsufficientFunds));
    }

    @Property(tries = 1_000)
    void anyTextAtAllIsClassifiedAndItsTextIsBounded(
            @ForAll("anything") String text, @ForAll int code, @ForAll byte[] data) {
        for (Asked asked : Asked.values()) {
            assertThat(NodeFaults.classify(asked, code, text, data).text()).hasSizeLessThan(450);
        }
    }

    @Provide
    Arbitrary<String> anything() {
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(200),
                        Arbitraries.integers().between(1, 400))
                .as(String::repeat);
    }

    private static boolean holdsStill(NodeFault fault) {
        return fault instanceof NodeFault.AlreadyKnown || fault instanceof NodeFault.NonceTooLow;
    }

    private static boolean isOfThePool(NodeFault fault) {
        return holdsStill(fault)
                || fault instanceof NodeFault.NonceTooHigh
                || fault instanceof NodeFault.ReplacementUnderpriced
                || fault instanceof NodeFault.FeeTooLow
                || fault instanceof NodeFault.FeeTooHigh
                || fault instanceof NodeFault.PoolRefused;
    }
}
