package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.ChainHead;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.Gas;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One node, and what is known of it: every question through here leaves its mark on the health. Safe for threads. */
final class Endpoint {
    private final NodeClient node;
    private final ChainId configured;
    private final InstantSource time;
    private volatile EndpointHealth health;

    Endpoint(NodeClient node, HealthRules rules, InstantSource time) {
        this.node = node;
        this.configured = node.chainId();
        this.time = time;
        this.health = EndpointHealth.unknown(rules);
    }

    String name() {
        return node.name();
    }

    NodeClient node() {
        return node;
    }

    EndpointHealth health() {
        return health;
    }

    EndpointStanding standing() {
        return health.standing(configured, time.instant());
    }

    boolean isWell() {
        return standing() instanceof EndpointStanding.Well;
    }

    boolean isOnAnotherChain() {
        return standing() instanceof EndpointStanding.AnotherChain;
    }

    /** Name and standing, as an operator reads it. */
    String words() {
        return "endpoint " + name() + " " + standing().words();
    }

    // ---- what is found out about it

    void caught(String lie) {
        note(each -> each.caught(lie, time.instant()));
    }

    void wasRight() {
        note(each -> each.wasRight(time.instant()));
    }

    void comparedWith(long newest) {
        note(each -> each.comparedWith(newest));
    }

    // ---- questions

    <T> NodeAnswer<T> ask(Function<NodeClient, NodeAnswer<T>> question) {
        Instant asked = time.instant();
        NodeAnswer<T> answer = question.apply(node);
        if (answer instanceof NodeAnswer.Faulted<T> faulted && meansDown(faulted.fault())) {
            note(each -> each.failed(faulted.fault().describe(), time.instant()));
        } else {
            answeredSince(asked);
        }
        return answer;
    }

    CallOutcome call(Address to, byte[] callData, BlockTag at) {
        Instant asked = time.instant();
        CallOutcome outcome = node.call(to, callData, at);
        if (outcome instanceof CallOutcome.Unanswered(String reason)) {
            note(each -> each.failed(reason, time.instant()));
        } else {
            answeredSince(asked);
        }
        return outcome;
    }

    /** Asks for the newest block, and which chain this is when that has not been asked for a while. */
    NodeAnswer<Optional<BlockHeader>> head() {
        if (!health.chainIsDue(time.instant())) {
            return newest();
        }
        return switch (ask(NodeClient::chainHead)) {
            case NodeAnswer.Faulted<ChainHead> faulted -> NodeAnswer.fault(faulted.fault());
            case NodeAnswer.Answered<ChainHead> answered -> {
                note(each -> each.toldChain(answered.value().chain(), configured, time.instant()));
                if (isOnAnotherChain()) {
                    yield NodeAnswer.fault(new NodeFault.Unavailable(standing().words()));
                }
                answered.value().newest().ifPresent(this::toldHead);
                yield NodeAnswer.of(answered.value().newest());
            }
        };
    }

    private NodeAnswer<Optional<BlockHeader>> newest() {
        NodeAnswer<Optional<BlockHeader>> answer = ask(each -> each.block(new BlockTag.Latest()));
        found(answer).ifPresent(this::toldHead);
        return answer;
    }

    private void toldHead(BlockHeader said) {
        note(each -> each.toldHead(said, time.instant()));
        health.doubted().ifPresent(height -> block(new BlockTag.AtNumber(height)));
    }

    NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        NodeAnswer<Optional<BlockHeader>> answer = ask(each -> each.block(at));
        if (at instanceof BlockTag.AtNumber) {
            found(answer).ifPresent(said -> note(each -> each.toldBlock(said, time.instant())));
        }
        return answer;
    }

    /** Several questions in one go; one that was answered shows that the node is there. */
    <T> List<NodeAnswer<T>> askAll(Function<NodeClient, List<NodeAnswer<T>>> questions) {
        Instant asked = time.instant();
        List<NodeAnswer<T>> answers = questions.apply(node);
        Optional<NodeFault> down = answers.isEmpty()
                ? Optional.empty()
                : Optional.of(answers.get(0)).flatMap(Endpoint::fault).filter(Endpoint::meansDown);
        boolean allDown = answers.stream()
                .allMatch(each -> fault(each).filter(Endpoint::meansDown).isPresent());
        if (down.isPresent() && allDown) {
            note(each -> each.failed(down.get().describe(), time.instant()));
        } else {
            answeredSince(asked);
        }
        return answers;
    }

    private static <T> Optional<NodeFault> fault(NodeAnswer<T> answer) {
        return answer instanceof NodeAnswer.Faulted<T> faulted ? Optional.of(faulted.fault()) : Optional.empty();
    }

    /** A receipt that cannot be true puts the endpoint aside, and is no answer. */
    List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes, Map<TxHash, Gas> limits) {
        List<NodeAnswer<Optional<Receipt>>> answers = askAll(each -> each.receipts(hashes));
        List<NodeAnswer<Optional<Receipt>>> possible = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            TxHash hash = hashes.get(i);
            Optional<String> lie = found(answers.get(i))
                    .flatMap(receipt -> lieIn(receipt, hash, Optional.ofNullable(limits.get(hash))));
            lie.ifPresent(this::caught);
            possible.add(lie.isPresent() ? NodeAnswer.fault(new NodeFault.Malformed(lie.get())) : answers.get(i));
        }
        return possible;
    }

    private Optional<String> lieIn(Receipt receipt, TxHash hash, Optional<Gas> limit) {
        OptionalLong head = health.headNumber();
        if (head.isPresent() && receipt.blockNumber() > head.getAsLong()) {
            // A block may have come since: asked again before it is called a lie.
            newest();
        }
        return ReceiptRules.impossible(receipt, hash, limit, health.headNumber())
                .or(() -> contradicts(receipt)
                        ? found(block(new BlockTag.AtNumber(receipt.blockNumber())))
                                .flatMap(canonical -> ReceiptRules.notOnTheChain(receipt, canonical))
                        : Optional.empty());
    }

    /** Whether it has told of another block there; a reorganisation since may explain it, so it is asked again. */
    private boolean contradicts(Receipt receipt) {
        return health.memory()
                .at(receipt.blockNumber())
                .filter(told -> !told.equals(receipt.blockHash()))
                .isPresent();
    }

    // ----

    private void answeredSince(Instant asked) {
        Duration took = Duration.between(asked, time.instant());
        // A clock that was turned back meanwhile has measured nothing.
        note(each -> each.answered(took.isNegative() ? Duration.ZERO : took));
    }

    private synchronized void note(UnaryOperator<EndpointHealth> happening) {
        health = happening.apply(health);
    }

    static <T> Optional<T> found(NodeAnswer<Optional<T>> answer) {
        return answer instanceof NodeAnswer.Answered<Optional<T>> answered ? answered.value() : Optional.empty();
    }

    private static boolean meansDown(NodeFault fault) {
        return fault instanceof NodeFault.Unavailable
                || fault instanceof NodeFault.Malformed
                || fault instanceof NodeFault.RateLimited;
    }

    void close() {
        node.close();
    }
}
