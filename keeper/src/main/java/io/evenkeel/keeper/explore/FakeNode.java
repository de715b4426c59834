package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.ChainReader;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.Bps;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Wei;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A chain and the one node that tells of it, stricter than the real ones: it takes no gap it was not told of, no
 * replacement under +10 %, no foreign chain. It mines only when told, drops and reorganises when told, and does
 * nothing by chance, so a story told twice ends the same. One vault lives on it.
 */
public final class FakeNode implements NodeGateway, ChainReader {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Address VAULT = Address.of("0x00000000000000000000000000000000000000aa");
    public static final Gas GAS_OF_AN_EXECUTION = new Gas(400_000);
    public static final int SECONDS_PER_BLOCK = 12;

    /** keccak of the vault's event, as the keeper looks for it. */
    private static final String EXECUTED = "0xc3193cecb8b1c673b774be3595e22881b5abf6e02135b1d345d0674b4cc82795";

    private static final Bps LEAST_RAISE = new Bps(1_000);
    private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Block> chain = new ArrayList<>();
    private final Map<Address, TreeMap<Long, SignedTransaction>> pool = new HashMap<>();
    private final List<SignedTransaction> everReceived = new ArrayList<>();
    private final boolean vaultProtects;
    private long salt;
    private FeePerGas baseFee = FeePerGas.ofGwei("1");
    private boolean down;

    /** @param vaultProtects false: the vault would run an intent twice, so only the sender's own care prevents it */
    public FakeNode(boolean vaultProtects) {
        this.vaultProtects = vaultProtects;
        chain.add(new Block(0, hash("genesis"), hash("nothing"), GENESIS, List.of(), Ledger.empty()));
    }

    // ---- what a test does to the world

    /** A block with everything in the pool that pays the base fee and follows on. */
    public void mine() {
        append(ready());
    }

    public void mineEmpty() {
        append(List.of());
    }

    public void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            mine();
        }
    }

    public void baseFee(FeePerGas fee) {
        baseFee = fee;
    }

    public FeePerGas baseFee() {
        return baseFee;
    }

    /** The pool forgets everything: a restart, an eviction. */
    public void dropPool() {
        pool.clear();
    }

    /** Replaces the newest blocks by as many empty ones and one more; their transactions go back to the pool or get lost. */
    public void reorganise(int depth, boolean loseTransactions) {
        int keep = Math.max(1, chain.size() - depth);
        List<SignedTransaction> undone = new ArrayList<>();
        while (chain.size() > keep) {
            chain.removeLast().included.forEach(each -> undone.add(each.transaction));
        }
        if (!loseTransactions) {
            for (SignedTransaction each : undone) {
                UnsignedTransaction t = FakeTransaction.decode(each.raw());
                pool.computeIfAbsent(t.from(), any -> new TreeMap<>())
                        .putIfAbsent(t.nonce().value(), each);
            }
        }
        for (int i = 0; i <= depth; i++) {
            mineEmpty();
        }
    }

    /** Somebody else uses the keeper's key for its next nonce, and it is mined at once. */
    public void useKeyElsewhere(Address key) {
        long nonce = head().ledger.nonceOf(key);
        append(List.of(FakeTransaction.encode(new UnsignedTransaction(
                CHAIN, key, new Nonce(nonce), key, new byte[] {1}, new Gas(21_000), baseFee, FeePerGas.ZERO))));
        prunePool();
    }

    public void down(boolean isDown) {
        down = isDown;
    }

    // ---- what a test may ask

    /** Intents that have run on the chain as it is now, once for each time they did. */
    public List<IntentId> effects() {
        return chain.stream().flatMap(each -> each.effects.stream()).toList();
    }

    public long vaultSequence() {
        return head().ledger.sequence;
    }

    public Instant time() {
        return head().header.timestamp();
    }

    public long height() {
        return head().header.number();
    }

    /** Everything that was ever handed in and passed the checks, oldest first. */
    public List<SignedTransaction> everReceived() {
        return List.copyOf(everReceived);
    }

    public int poolSize() {
        return pool.values().stream().mapToInt(Map::size).sum();
    }

    // ---- the node

    @Override
    public ChainId chainId() {
        return CHAIN;
    }

    @Override
    public NodeAnswer<ChainId> remoteChainId() {
        return answer(CHAIN);
    }

    @Override
    public NodeAnswer<FeeHistory> feeHistory(int blocks, int percentile) {
        return answer(new FeeHistory(baseFee, List.of(FeePerGas.ofGwei("0.5"))));
    }

    @Override
    public NodeAnswer<FeePerGas> gasPrice() {
        return answer(baseFee);
    }

    @Override
    public NodeAnswer<Gas> estimateGas(Address from, Address to, byte[] callData) {
        Optional<String> refusal = refusal(head().ledger, to, callData, time().plusSeconds(SECONDS_PER_BLOCK));
        return refusal.isPresent()
                ? fault(new NodeFault.Reverted("execution reverted", bytes(refusal.get())))
                : answer(GAS_OF_AN_EXECUTION);
    }

    @Override
    public NodeAnswer<Nonce> nonce(Address account, NonceView view) {
        long count = head().ledger.nonceOf(account);
        if (view == NonceView.PENDING) {
            while (pool.getOrDefault(account, new TreeMap<>()).containsKey(count)) {
                count++;
            }
        }
        return answer(new Nonce(count));
    }

    @Override
    public NodeAnswer<Nonce> nonceAt(Address account, BlockTag at) {
        return find(at).map(each -> answer(new Nonce(each.ledger.nonceOf(account))))
                .orElseGet(() -> fault(new NodeFault.UnknownBlock("header not found")));
    }

    @Override
    public NodeAnswer<TxHash> sendRaw(byte[] signed) {
        if (down) {
            return unavailable();
        }
        UnsignedTransaction t = FakeTransaction.decode(signed);
        SignedTransaction transaction = new SignedTransaction(signed, FakeTransaction.hash(signed));
        if (!t.chainId().equals(CHAIN)) {
            return fault(new NodeFault.Invalid("invalid chain id for signer"));
        }
        if (t.nonce().value() < head().ledger.nonceOf(t.from())) {
            return fault(new NodeFault.NonceTooLow("nonce too low"));
        }
        TreeMap<Long, SignedTransaction> waiting = pool.computeIfAbsent(t.from(), any -> new TreeMap<>());
        SignedTransaction before = waiting.get(t.nonce().value());
        if (before != null) {
            if (before.hash().equals(transaction.hash())) {
                return fault(new NodeFault.AlreadyKnown("already known"));
            }
            UnsignedTransaction old = FakeTransaction.decode(before.raw());
            if (t.maxFee().compareTo(old.maxFee().raisedBy(LEAST_RAISE)) < 0
                    || t.maxTip().compareTo(old.maxTip().raisedBy(LEAST_RAISE)) < 0) {
                return fault(new NodeFault.ReplacementUnderpriced("replacement transaction underpriced"));
            }
        }
        waiting.put(t.nonce().value(), transaction);
        everReceived.add(transaction);
        return answer(transaction.hash());
    }

    @Override
    public NodeAnswer<Optional<Receipt>> receipt(TxHash hash) {
        for (Block block : chain) {
            for (Included each : block.included) {
                if (each.transaction.hash().equals(hash)) {
                    return answer(Optional.of(each.receipt));
                }
            }
        }
        return answer(Optional.empty());
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return answer(find(at).map(each -> each.header));
    }

    private Optional<Block> find(BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest -> Optional.of(head());
            case BlockTag.AtNumber(long number) ->
                number < chain.size() ? Optional.of(chain.get((int) number)) : Optional.empty();
            case BlockTag.AtHash(BlockHash hash) ->
                chain.stream().filter(each -> each.header.hash().equals(hash)).findFirst();
        };
    }

    @Override
    public NodeAnswer<Optional<BlockHeader>> block(Finality finality) {
        return answer(Optional.of(chain.get(Math.max(0, chain.size() - 33)).header));
    }

    @Override
    public NodeAnswer<byte[]> code(Address address) {
        return answer(address.equals(VAULT) ? new byte[] {1} : new byte[0]);
    }

    @Override
    public NodeAnswer<Wei> balance(Address address) {
        return answer(new Wei(BigInteger.TEN.pow(18)));
    }

    @Override
    public NodeAnswer<byte[]> call(Address from, Address to, byte[] callData, Gas limit, BlockTag at) {
        Block block = at instanceof BlockTag.AtNumber(long number) ? chain.get((int) Math.max(0, number)) : head();
        Optional<String> refusal =
                refusal(block.ledger, to, callData, block.header.timestamp().plusSeconds(SECONDS_PER_BLOCK));
        return refusal.isPresent()
                ? fault(new NodeFault.Reverted("execution reverted", bytes(refusal.get())))
                : answer(new byte[0]);
    }

    /** Only {@code intentExecuted}. */
    @Override
    public CallOutcome call(Address to, byte[] callData, BlockTag at) {
        if (down) {
            return new CallOutcome.Unanswered("down");
        }
        Optional<Block> block = find(at);
        if (block.isEmpty()) {
            return new CallOutcome.Unanswered("header not found");
        }
        String intent = "0x" + HexFormat.of().formatHex(callData, 4, 36);
        byte[] word = new byte[32];
        word[31] = (byte) (block.get().ledger.executed.contains(intent) ? 1 : 0);
        return new CallOutcome.Returned(word);
    }

    // ---- how it works

    private List<SignedTransaction> ready() {
        List<SignedTransaction> ready = new ArrayList<>();
        List<Map.Entry<Address, TreeMap<Long, SignedTransaction>>> dearestFirst = pool.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .sorted(Comparator.comparing(FakeNode::firstTip).reversed().thenComparing(Map.Entry::getKey))
                .toList();
        for (Map.Entry<Address, TreeMap<Long, SignedTransaction>> each : dearestFirst) {
            long next = head().ledger.nonceOf(each.getKey());
            SignedTransaction candidate = each.getValue().get(next);
            while (candidate != null
                    && FakeTransaction.decode(candidate.raw()).maxFee().compareTo(baseFee) >= 0) {
                ready.add(candidate);
                next++;
                candidate = each.getValue().get(next);
            }
        }
        return ready;
    }

    private static FeePerGas firstTip(Map.Entry<Address, TreeMap<Long, SignedTransaction>> sender) {
        return FakeTransaction.decode(sender.getValue().firstEntry().getValue().raw())
                .maxTip();
    }

    private void append(List<SignedTransaction> transactions) {
        Block parent = head();
        long number = parent.header.number() + 1;
        Instant timestamp = parent.header.timestamp().plusSeconds(SECONDS_PER_BLOCK);
        BlockHash hash = hash("block " + number + " " + salt++);
        Ledger ledger = parent.ledger.copy();
        List<Included> included = new ArrayList<>();
        List<IntentId> effects = new ArrayList<>();
        for (SignedTransaction each : transactions) {
            included.add(run(each, ledger, number, hash, timestamp, effects));
        }
        BlockHeader header = new BlockHeader(number, hash, parent.header.hash(), timestamp);
        chain.add(new Block(header, included, effects, ledger));
        prunePool();
    }

    private Included run(
            SignedTransaction transaction,
            Ledger ledger,
            long number,
            BlockHash blockHash,
            Instant timestamp,
            List<IntentId> effects) {
        UnsignedTransaction t = FakeTransaction.decode(transaction.raw());
        ledger.nonces.put(t.from(), t.nonce().value() + 1);
        boolean outOfGas = t.to().equals(VAULT)
                && FakeCall.decode(t.data()).manner() == FakeCall.Manner.NEEDS_MORE_GAS_LATER
                && t.gasLimit().units() < GAS_OF_AN_EXECUTION.units() * 2;
        boolean runs = !outOfGas && refusal(ledger, t.to(), t.data(), timestamp).isEmpty();
        List<LogEntry> logs = new ArrayList<>();
        if (runs && t.to().equals(VAULT)) {
            FakeCall call = FakeCall.decode(t.data());
            logs.add(executed(call, ledger.sequence));
            ledger.executed.add(call.intentId().hex());
            ledger.sequence++;
            effects.add(call.intentId());
        }
        Receipt receipt = new Receipt(
                transaction.hash(),
                number,
                blockHash,
                runs,
                outOfGas ? t.gasLimit() : new Gas(Math.min(t.gasLimit().units(), 300_000)),
                baseFee,
                logs);
        return new Included(transaction, receipt);
    }

    private Optional<String> refusal(Ledger ledger, Address to, byte[] data, Instant at) {
        if (!to.equals(VAULT)) {
            return Optional.empty();
        }
        FakeCall call = FakeCall.decode(data);
        if (call.manner() == FakeCall.Manner.REVERTS) {
            return Optional.of("OutsideBand");
        }
        if (!vaultProtects) {
            return Optional.empty();
        }
        if (ledger.executed.contains(call.intentId().hex())) {
            return Optional.of("IntentAlreadyExecuted");
        }
        if (call.sequence() != ledger.sequence) {
            return Optional.of("StaleSequence");
        }
        return at.isAfter(call.deadline()) ? Optional.of("DeadlinePassed") : Optional.empty();
    }

    private static LogEntry executed(FakeCall call, long sequence) {
        String sequenceTopic = String.format("0x%064x", sequence);
        return new LogEntry(VAULT, List.of(EXECUTED, call.intentId().hex(), sequenceTopic), new byte[4 * 32]);
    }

    private void prunePool() {
        for (Map.Entry<Address, TreeMap<Long, SignedTransaction>> each : pool.entrySet()) {
            each.getValue().headMap(head().ledger.nonceOf(each.getKey())).clear();
        }
    }

    private Block head() {
        return chain.getLast();
    }

    private <T> NodeAnswer<T> answer(T value) {
        return down ? unavailable() : NodeAnswer.of(value);
    }

    private static <T> NodeAnswer<T> fault(NodeFault fault) {
        return NodeAnswer.fault(fault);
    }

    private static <T> NodeAnswer<T> unavailable() {
        return NodeAnswer.fault(new NodeFault.Unavailable("down"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BlockHash hash(String what) {
        byte[] digest = FakeTransaction.sha256(what.getBytes(StandardCharsets.UTF_8));
        return new BlockHash(
                "0x" + HexFormat.of().formatHex(ByteBuffer.wrap(digest).array()));
    }

    private record Included(SignedTransaction transaction, Receipt receipt) {}

    private record Block(BlockHeader header, List<Included> included, List<IntentId> effects, Ledger ledger) {
        Block(long number, BlockHash hash, BlockHash parent, Instant at, List<Included> included, Ledger ledger) {
            this(new BlockHeader(number, hash, parent, at), included, List.of(), ledger);
        }
    }

    /** The state after a block. */
    private static final class Ledger {
        final Map<Address, Long> nonces;
        final Set<String> executed;
        long sequence;

        private Ledger(Map<Address, Long> nonces, Set<String> executed, long sequence) {
            this.nonces = nonces;
            this.executed = executed;
            this.sequence = sequence;
        }

        static Ledger empty() {
            return new Ledger(new HashMap<>(), new HashSet<>(), 0);
        }

        Ledger copy() {
            return new Ledger(new HashMap<>(nonces), new HashSet<>(executed), sequence);
        }

        long nonceOf(Address account) {
            return Objects.requireNonNullElse(nonces.get(account), 0L);
        }
    }
}
