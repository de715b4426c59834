package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The gateway of the explored keeper: the fake chain, told truly or as the script wants it. {@link Fault} says how. */
final class FaultyNode implements NodeGateway, ChainReader {
    private static final BlockHash NO_BLOCK = new BlockHash("0x" + "f".repeat(64));

    private final FakeNode world;
    private final FaultScript script;
    private final FakeDisk disk;
    private final Watch watch;
    private final Story story;
    private final Map<Question, NodeAnswer<?>> lastReplies = new HashMap<>();
    private final List<Late> late = new ArrayList<>();

    /** Equal questions are the same question for whatever remembers replies. */
    private record Question(String method, Object about, Object at) {}

    /** @param steps left until the bytes arrive */
    private record Late(PooledTransaction signed, int steps) {}

    FaultyNode(FakeNode world, FaultScript script, FakeDisk disk, Watch watch, Story story) {
        this.world = world;
        this.script = script;
        this.disk = disk;
        this.watch = watch;
        this.story = story;
    }

    /** A step further for what is on its way. */
    void letBytesArrive(Tally tally) {
        if (late.isEmpty()) {
            return;
        }
        List<Late> still = new ArrayList<>();
        for (Late each : late) {
            if (each.steps > 1) {
                still.add(new Late(each.signed, each.steps - 1));
            } else {
                NodeAnswer<TxHash> taken = world.take(each.signed);
                tally.count(Happening.LATE_BYTES_ARRIVED);
                if (story.isTold()) {
                    story.detail("late bytes reach the pool: " + watch.told(each.signed) + ": " + told(taken));
                }
            }
        }
        late.clear();
        late.addAll(still);
    }

    boolean hasBytesUnderWay() {
        return !late.isEmpty();
    }

    // ---- sending

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        Trouble question = script.atQuestion();
        if (question.fault() == Fault.DIES_BEFORE_ASKING) {
            script.struck(question);
            throw new Killed();
        }
        PooledTransaction transaction = PooledTransaction.of(signed);
        watch.leaves(transaction);
        NodeAnswer<TxHash> answer = taken(transaction, question, script.atSending());
        if (story.isTold()) {
            story.detail("sends " + watch.told(transaction) + ": " + told(answer));
        }
        return answer;
    }

    private NodeAnswer<TxHash> taken(PooledTransaction signed, Trouble question, Trouble sending) {
        if (script.isNodeDown()) {
            return silence();
        }
        switch (question.fault()) {
            case SILENT, RATE_LIMITED -> {
                return refused(question);
            }
            case OTHERS_REPLY -> {
                world.take(signed);
                return refused(question);
            }
            case DIES_AFTER_ASKING, POWER_CUT_ASKING -> {
                world.take(signed);
                throw dead(question);
            }
            default -> {}
        }
        if (sending.fault() != Fault.NONE) {
            script.struck(sending);
        }
        switch (sending.fault()) {
            case UNHEARD -> {
                world.take(signed);
                return silence();
            }
            case TAKEN_LATE -> {
                late.add(new Late(signed, sending.amount()));
                return silence();
            }
            case TAKEN_AND_LOST -> {
                return NodeAnswer.of(signed.hash());
            }
            default -> {
                return world.take(signed);
            }
        }
    }

    // ---- asking

    private <T> NodeAnswer<T> ask(String method, Object about, Object at, Function<FakeView, NodeAnswer<T>> put) {
        Trouble trouble = script.atQuestion();
        if (trouble.fault() == Fault.DIES_BEFORE_ASKING) {
            throw dead(trouble);
        }
        if (script.isNodeDown()) {
            return silence();
        }
        Question question = new Question(method, about, at);
        NodeAnswer<T> answer = answer(trouble, question, put);
        lastReplies.put(question, answer);
        return answer;
    }

    private <T> NodeAnswer<T> answer(Trouble trouble, Question question, Function<FakeView, NodeAnswer<T>> put) {
        switch (trouble.fault()) {
            case SILENT, RATE_LIMITED, OTHERS_REPLY -> {
                return refused(trouble);
            }
            case DIES_AFTER_ASKING, POWER_CUT_ASKING -> throw dead(trouble);
            case OLD_VIEW, TWO_NODES -> {
                script.struck(trouble);
                return put.apply(world.view(trouble.amount()));
            }
            case FORSAKEN_VIEW -> {
                if (world.hasForsaken()) {
                    script.struck(trouble);
                    return put.apply(world.forsakenView());
                }
            }
            case REPEATED_REPLY -> {
                if (lastReplies.containsKey(question)) {
                    script.struck(trouble);
                    return lastReply(question);
                }
            }
            default -> {}
        }
        return put.apply(world.view(script.lag()));
    }

    /** Answers are kept by their question, and equal questions have answers of one type. */
    @SuppressWarnings("unchecked")
    private <T> NodeAnswer<T> lastReply(Question question) {
        return (NodeAnswer<T>) lastReplies.getOrDefault(question, silence());
    }

    private <T> NodeAnswer<T> refused(Trouble trouble) {
        script.struck(trouble);
        return switch (trouble.fault()) {
            case RATE_LIMITED -> NodeAnswer.fault(new NodeFault.RateLimited("HTTP 429"));
            case OTHERS_REPLY -> NodeAnswer.fault(new NodeFault.Malformed("an answer to another question"));
            default -> silence();
        };
    }

    private Killed dead(Trouble trouble) {
        script.struck(trouble);
        if (trouble.fault() == Fault.POWER_CUT_ASKING) {
            disk.powerCut();
        }
        return new Killed();
    }

    private static <T> NodeAnswer<T> silence() {
        return NodeAnswer.fault(new NodeFault.Unavailable("timeout"));
    }

    @Override
    public ChainId chainId() {
        return FakeNode.CHAIN;
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return ask("chainId", "", "", view -> NodeAnswer.of(FakeNode.CHAIN));
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return ask("feeHistory", blocks, percentile, FakeView::feeHistory);
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return ask("gasPrice", "", "", FakeView::gasPrice);
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        return ask("estimateGas", from, to, view -> view.estimateGas(to, callData));
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView nonces) {
        return ask("nonce", account, nonces, view -> view.nonce(account, nonces));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        return ask("nonceAt", account, at, view -> view.nonceAt(account, at));
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        Trouble trouble = script.isNodeDown() ? Trouble.NONE : script.atReceipt();
        NodeAnswer<Optional<Receipt>> truth = ask("receipt", hash, "", view -> view.receipt(hash));
        return switch (trouble.fault()) {
            case OTHERS_RECEIPT -> {
                Optional<Receipt> others = world.head().receiptOfAnyBut(hash);
                if (others.isPresent()) {
                    script.struck(trouble);
                }
                yield others.isPresent() ? NodeAnswer.of(others) : truth;
            }
            case FORGED_RECEIPT -> {
                script.struck(trouble);
                yield NodeAnswer.of(Optional.of(forged(hash, trouble.amount())));
            }
            default -> truth;
        };
    }

    private Receipt forged(TxHash hash, int blocksBack) {
        return new Receipt(
                hash,
                Math.max(0, world.height() - blocksBack),
                NO_BLOCK,
                true,
                FakeNode.GAS_OF_AN_EXECUTION,
                world.baseFee(),
                List.of());
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return ask("block", at, "", view -> view.block(at));
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return ask("block", finality, "", FakeView::safeBlock);
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return ask("code", address, "", view -> NodeAnswer.of(new byte[] {1}));
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return ask("balance", address, "", view -> world.balance(address));
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        return ask("call", to, at, view -> view.call(to, callData, at));
    }

    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        return switch (ask("read", to, at, view -> NodeAnswer.of(view.hasExecuted(callData, at)))) {
            case NodeAnswer.Answered<CallOutcome> answered -> answered.value();
            case NodeAnswer.Faulted<CallOutcome> faulted ->
                new CallOutcome.Unanswered(faulted.fault().describe());
        };
    }

    // ---- for a story

    private static String told(NodeAnswer<TxHash> answer) {
        return switch (answer) {
            case NodeAnswer.Answered<TxHash> taken -> "taken";
            case NodeAnswer.Faulted<TxHash> faulted -> faulted.fault().describe();
        };
    }
}
