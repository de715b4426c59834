package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.LogEntry;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A chain, the pool before it and one vault on it. It mines only when told, drops and reorganises when told, and does
 * nothing by chance, so a story told twice ends the same.
 */
public abstract sealed class FakeChain permits FakeNode {
    public static final ChainId CHAIN = new ChainId(31337);
    public static final Address VAULT = FakeVault.ADDRESS;
    public static final Gas GAS_OF_AN_EXECUTION = FakeVault.GAS_OF_AN_EXECUTION;
    public static final int SECONDS_PER_BLOCK = 12;

    private static final Instant GENESIS = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HASH_HEAD = "0x" + "b".repeat(48);
    private static final byte[] SOMETHING = {1};

    /** What a reorganisation does with the transactions of the blocks it undoes. */
    public enum Undone {
        /** They wait for a block again. */
        RETURNED,
        /** No pool has them any more. */
        LOST,
        /** They are mined again at once, in one block of the new history. */
        MINED_AGAIN,
        /** They wait again, but somebody else's transaction with the same key is mined first. */
        OVERTAKEN
    }

    private final FakePool pool = new FakePool();
    private final FakeVault vault;
    private FakeBlock head;
    private FakeBlock forsaken;
    private long hashes;
    private FeePerGas baseFee = FeePerGas.ofGwei("1");

    FakeChain(FakeVault vault) {
        this.vault = vault;
        head = new FakeBlock(new BlockHeader(0, nextHash(), nextHash(), GENESIS), null, List.of(), FakeLedger.empty());
        forsaken = head;
    }

    // ---- what a test does to the world

    /** A block with everything in the pool that pays the base fee and follows on. */
    public void mine() {
        append(pool.ready(head.ledger(), baseFee));
    }

    public void mineEmpty() {
        append(List.of());
    }

    /** A block full of others' transactions, ours only if it pays the base fee, which then rises by an eighth. */
    public void mineFull() {
        mine();
        baseFee = new FeePerGas(baseFee.wei().add(baseFee.wei().shiftRight(3)));
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

    /** The pool forgets what does not pay the base fee. */
    public void dropUnderpriced() {
        pool.dropBelow(baseFee);
    }

    /** Others fill the pool to the brim with transactions at this tip; the cheapest go. */
    public void crowd(FeePerGas tip) {
        for (int i = 0; i < FakePool.CAPACITY; i++) {
            Address other = Address.of(String.format("0x%040x", 0xc0ffee00L + i));
            long nonce = head.ledger().countOf(other);
            pool.take(
                    PooledTransaction.of(FakeTransaction.encode(new UnsignedTransaction(
                                    CHAIN,
                                    other,
                                    new Nonce(nonce),
                                    other,
                                    new byte[0],
                                    new Gas(21_000),
                                    tip.plus(baseFee),
                                    tip))
                            .raw()),
                    nonce);
        }
    }

    /** The crowd has gone elsewhere. */
    void crowdLeaves(Address whoStays) {
        pool.dropAllBut(whoStays);
    }

    /** Replaces the newest blocks by as many empty ones and one more; their transactions go back to the pool or get lost. */
    public void reorganise(int depth, boolean loseTransactions) {
        reorganise(depth, loseTransactions ? Undone.LOST : Undone.RETURNED, FakeSigner.KEEPER);
    }

    /**
     * Replaces the newest blocks by as many others and one more.
     *
     * @param key whose transactions are overtaken, if they are
     */
    public void reorganise(int depth, Undone undone, Address key) {
        forsaken = head;
        FakeBlock fork = head.back(depth);
        List<PooledTransaction> taken = new ArrayList<>();
        for (FakeBlock at = head; at != fork; at = at.back(1)) {
            at.included().forEach(each -> taken.add(each.transaction()));
        }
        long blocks = head.number() - fork.number() + 1;
        head = fork;
        if (undone == Undone.OVERTAKEN) {
            useKeyElsewhere(key);
            blocks--;
        }
        if (undone != Undone.LOST) {
            for (PooledTransaction each : taken) {
                if (each.nonce() >= head.ledger().countOf(each.from())) {
                    pool.putBack(each);
                }
            }
        }
        if (undone == Undone.MINED_AGAIN) {
            mine();
            blocks--;
        }
        for (long i = 0; i < blocks; i++) {
            mineEmpty();
        }
    }

    /** Somebody else uses the keeper's key for its next nonce, and it is mined at once. */
    public void useKeyElsewhere(Address key) {
        append(List.of(foreign(key, head.ledger().countOf(key))));
    }

    /** Somebody else uses the keeper's key for the next nonce the pool knows of, and it waits there. */
    public void useKeyInPool(Address key) {
        long count = head.ledger().countOf(key);
        pool.take(foreign(key, pool.pendingCount(key, count)), count);
    }

    private PooledTransaction foreign(Address key, long nonce) {
        return PooledTransaction.of(FakeTransaction.encode(new UnsignedTransaction(
                        CHAIN,
                        key,
                        new Nonce(nonce),
                        key,
                        SOMETHING,
                        new Gas(21_000),
                        baseFee.plus(FeePerGas.ofGwei("1")),
                        FeePerGas.ZERO))
                .raw());
    }

    // ---- what a test may ask

    /** Intents that have run on the chain as it is now, oldest first, once for each time they did. */
    public List<IntentId> effects() {
        return head.effects().reversed();
    }

    public long vaultSequence() {
        return head.ledger().sequence();
    }

    public Instant time() {
        return head.header().timestamp();
    }

    public long height() {
        return head.number();
    }

    public int poolSize() {
        return pool.size();
    }

    FakeLedger ledger() {
        return head.ledger();
    }

    FakeBlock head() {
        return head;
    }

    /** As a node tells it that is this many blocks behind. */
    FakeView view(int blocksBehind) {
        return new FakeView(head.back(blocksBehind), pool, vault, baseFee);
    }

    /** As a node tells it that has not noticed the last reorganisation. */
    FakeView forsakenView() {
        return new FakeView(forsaken, pool, vault, baseFee);
    }

    boolean hasForsaken() {
        return forsaken.number() > 0;
    }

    /** Takes bytes into the pool, or says why not. */
    Optional<NodeFault> pooled(PooledTransaction transaction) {
        return pool.take(transaction, head.ledger().countOf(transaction.from()));
    }

    // ---- how it works

    private void append(List<PooledTransaction> transactions) {
        BlockHeader header = new BlockHeader(
                head.number() + 1,
                nextHash(),
                head.header().hash(),
                head.header().timestamp().plusSeconds(SECONDS_PER_BLOCK));
        if (transactions.isEmpty()) {
            head = new FakeBlock(header, head, List.of(), head.ledger());
            return;
        }
        FakeLedger ledger = head.ledger().copy();
        List<FakeBlock.Included> included = new ArrayList<>();
        for (PooledTransaction each : transactions) {
            included.add(run(each, ledger, header));
        }
        head = new FakeBlock(header, head, included, ledger);
        pool.prune(ledger);
    }

    private FakeBlock.Included run(PooledTransaction transaction, FakeLedger ledger, BlockHeader block) {
        UnsignedTransaction t = transaction.content();
        ledger.used(t.from(), t.nonce().value());
        boolean outOfGas = FakeVault.runsOutOfGas(t);
        boolean runs = !outOfGas
                && vault.refusal(ledger, t.to(), t.data(), block.timestamp()).isEmpty();
        List<LogEntry> logs = List.of();
        Optional<IntentId> intent = Optional.empty();
        if (runs && t.to().equals(VAULT)) {
            FakeCall call = FakeCall.decode(t.data());
            logs = List.of(FakeVault.executed(call, ledger.sequence()));
            ledger.ran(call.intentId());
            intent = Optional.of(call.intentId());
        }
        Receipt receipt = new Receipt(
                transaction.hash(),
                block.number(),
                block.hash(),
                runs,
                outOfGas ? t.gasLimit() : new Gas(Math.min(t.gasLimit().units(), 300_000)),
                baseFee,
                logs);
        return new FakeBlock.Included(transaction, receipt, intent);
    }

    private BlockHash nextHash() {
        return new BlockHash(HASH_HEAD + HexFormat.of().toHexDigits(++hashes));
    }
}
