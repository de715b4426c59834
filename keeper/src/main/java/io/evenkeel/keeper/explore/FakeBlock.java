package io.evenkeel.keeper.explore;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block and, through its parents, the whole history it stands on: to hold a block is to hold a view of the chain. */
final class FakeBlock {
    /** @param intent what ran in it, empty when nothing of the vault did */
    record Included(PooledTransaction transaction, Receipt receipt, Optional<IntentId> intent) {}

    private final BlockHeader header;
    private final @Nullable FakeBlock parent;
    private final List<Included> included;
    private final FakeLedger ledger;

    FakeBlock(BlockHeader header, @Nullable FakeBlock parent, List<Included> included, FakeLedger ledger) {
        this.header = header;
        this.parent = parent;
        this.included = included;
        this.ledger = ledger;
    }

    BlockHeader header() {
        return header;
    }

    long number() {
        return header.number();
    }

    List<Included> included() {
        return included;
    }

    FakeLedger ledger() {
        return ledger;
    }

    /** The block so many generations up, the first block at most. */
    FakeBlock back(long blocks) {
        FakeBlock at = this;
        for (long i = 0; i < blocks && at.parent != null; i++) {
            at = at.parent;
        }
        return at;
    }

    /** The block of this history at this height; empty above this one. */
    Optional<FakeBlock> at(long number) {
        return number < 0 || number > number() ? Optional.empty() : Optional.of(back(number() - number));
    }

    Optional<FakeBlock> at(BlockHash hash) {
        for (FakeBlock at = this; at != null; at = at.parent) {
            if (at.header.hash().equals(hash)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    Optional<Receipt> receiptOf(TxHash hash) {
        for (FakeBlock at = this; at != null; at = at.parent) {
            for (Included each : at.included) {
                if (each.transaction().hash().equals(hash)) {
                    return Optional.of(each.receipt());
                }
            }
        }
        return Optional.empty();
    }

    /** The newest receipt of any transaction but this one. */
    Optional<Receipt> receiptOfAnyBut(TxHash hash) {
        for (FakeBlock at = this; at != null; at = at.parent) {
            for (Included each : at.included) {
                if (!each.transaction().hash().equals(hash)) {
                    return Optional.of(each.receipt());
                }
            }
        }
        return Optional.empty();
    }

    /** Intents that ran in this history, newest first, once for each time they did. */
    List<IntentId> effects() {
        List<IntentId> effects = new ArrayList<>();
        for (FakeBlock at = this; at != null; at = at.parent) {
            at.included.forEach(each -> each.intent().ifPresent(effects::add));
        }
        return effects;
    }
}
