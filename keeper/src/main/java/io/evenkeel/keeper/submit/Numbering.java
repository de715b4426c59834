package io.evenkeel.keeper.submit;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.Nonce;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import java.util.Optional;

/** Finds the nonce for a new intent: what the chain has counted, what the pool holds, what the journal knows. */
final class Numbering {
    private final NodeGateway node;
    private final Journal journal;
    private final Address sender;
    private final ConfirmationCheck confirmations;
    private Optional<Occupation> occupation = Optional.empty();

    /** Since which block others of this key hold the next nonce in the pool. */
    private record Occupation(Nonce next, long sinceBlock) {}

    /**
     * Blocks that a routine intent leaves a stranger's transaction of the same key to get in, some five minutes on
     * Ethereum; what is urgent does not wait. Counted anew after a restart.
     */
    static final int PATIENCE_BLOCKS = 25;

    Numbering(NodeGateway node, Journal journal, Address sender, ConfirmationCheck confirmations) {
        this.node = node;
        this.journal = journal;
        this.sender = sender;
        this.confirmations = confirmations;
    }

    /** Which nonce, or why none. */
    sealed interface Numbered {
        /** @param note what an operator should know about it; empty when there is nothing */
        record Number(Nonce nonce, String note) implements Numbered {}

        /** None is safe to use now. */
        record Refused(String reason) implements Numbered {}

        /** A question went unanswered. */
        record Unanswered(String stage, String reason) implements Numbered {}
    }

    /**
     * @param urgent does not wait for others of the same key
     * @param head the newest block the plan knows
     */
    Numbered number(Lane lane, boolean urgent, long head) {
        NodeAnswer<Nonce> latest = node.nonce(sender, NonceView.LATEST);
        if (!(latest instanceof NodeAnswer.Answered<Nonce> onChain)) {
            return unanswered("transaction count", latest);
        }
        return lane instanceof Lane.Displace displace
                ? takenFrom(displace.routine(), onChain.value())
                : next(onChain.value(), urgent, head);
    }

    /** What it displaces must be the next to be mined: behind a gap neither could be. */
    private static Numbered takenFrom(IntentEntry routine, Nonce onChain) {
        Nonce nonce =
                routine.signedNewestFirst().getFirst().record().transaction().nonce();
        if (onChain.equals(nonce)) {
            return new Numbered.Number(
                    nonce,
                    "takes nonce " + nonce + " from routine intent "
                            + routine.intent().intentId());
        }
        return new Numbered.Refused("nonce " + nonce + " of routine intent "
                + routine.intent().intentId() + " cannot be taken: the node counts " + onChain
                + " transactions of this key");
    }

    private Numbered next(Nonce onChain, boolean urgent, long head) {
        NodeAnswer<Nonce> pending = node.nonce(sender, NonceView.PENDING);
        if (!(pending instanceof NodeAnswer.Answered<Nonce> withPool)) {
            return unanswered("pending transaction count", pending);
        }
        return switch (NonceChoice.of(onChain, withPool.value(), journal.highestNonce(node.chainId(), sender))) {
            case NonceChoice.Occupied occupied -> takenOver(onChain, occupied, urgent, head);
            case NonceChoice free -> {
                occupation = Optional.empty();
                yield used(free, "");
            }
        };
    }

    private Numbered used(NonceChoice choice, String note) {
        return switch (choice) {
            case NonceChoice.None none -> new Numbered.Refused(none.reason());
            case NonceChoice.Use use -> new Numbered.Number(use.nonce(), note);
            case NonceChoice.UseOnceLasting once -> onceLasting(once);
            case NonceChoice.Occupied occupied -> throw new IllegalStateException("nobody is twice in the way");
        };
    }

    /** Others of this key come first, but not for ever: whichever transaction is mined ends the other. */
    private Numbered takenOver(Nonce next, NonceChoice.Occupied occupied, boolean urgent, long head) {
        if (occupation.filter(known -> known.next().equals(next)).isEmpty()) {
            occupation = Optional.of(new Occupation(next, head));
        }
        long since = occupation.map(Occupation::sinceBlock).orElse(head);
        String finding = occupied.transactions()
                + " transaction(s) of this key wait in the pool that this journal has not sent:"
                + " the key is in use elsewhere";
        return urgent || head - since >= PATIENCE_BLOCKS
                ? used(occupied.otherwise(), finding + "; nonce " + next + " is taken from them")
                : new Numbered.Refused(finding + "; nonce " + next + " is left to them until block "
                        + (since + PATIENCE_BLOCKS) + ", unless something urgent needs it");
    }

    private Numbered onceLasting(NonceChoice.UseOnceLasting once) {
        Optional<BlockHash> lasting = lasting();
        if (lasting.isEmpty()) {
            return new Numbered.Refused(once.note() + "; no block is known to be there to stay yet");
        }
        return switch (node.nonceAt(sender, new BlockTag.AtHash(lasting.get()))) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                new Numbered.Refused(once.note() + "; " + faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                count.value().isBefore(once.nonce())
                        ? new Numbered.Refused(once.note() + "; waiting until that is deep enough to stay")
                        : new Numbered.Number(once.nonce(), once.note());
        };
    }

    /** By its hash, so that no node on another history can answer for it. */
    private Optional<BlockHash> lasting() {
        return node.block(new BlockTag.Latest()) instanceof NodeAnswer.Answered<Optional<BlockHeader>> head
                        && head.value().isPresent()
                        && confirmations.lastingBlock(head.value().get())
                                instanceof NodeAnswer.Answered<Optional<BlockHeader>> lasting
                ? lasting.value().map(BlockHeader::hash)
                : Optional.empty();
    }

    private static Numbered unanswered(String stage, NodeAnswer<?> answer) {
        return new Numbered.Unanswered(
                stage,
                answer instanceof NodeAnswer.Faulted<?> faulted
                        ? faulted.fault().describe()
                        : "");
    }
}
