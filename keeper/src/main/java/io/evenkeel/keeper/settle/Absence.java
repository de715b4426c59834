package io.evenkeel.keeper.settle;

import static io.evenkeel.keeper.settle.Endings.waiting;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.NodeGateway.NonceView;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.SendDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means that none of an intent's transactions is in a block: somebody else has its nonce, or it goes on. */
final class Absence {
    private final NodeGateway node;
    private final Journal journal;
    private final ConfirmationCheck confirmations;
    private final Sending sending;
    private final Endings endings;

    Absence(NodeGateway node, Journal journal, ConfirmationCheck confirmations, Sending sending, Endings endings) {
        this.node = node;
        this.journal = journal;
        this.confirmations = confirmations;
        this.sending = sending;
        this.endings = endings;
    }

    SettlementOutcome look(IntentEntry entry, BlockHeader head, Instant now) {
        if (entry.state() == IntentState.SEEN) {
            journal.unseen(entry.intent().intentId(), "its transaction is in no block any more", now);
        }
        sending.excluded(entry, now);
        UnsignedTransaction newest = newest(entry);
        return switch (node.nonce(newest.from(), NonceView.LATEST)) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                waiting(entry, "transaction count: " + faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                newest.nonce().isBefore(count.value())
                        ? nonceIsUsed(entry, newest, head, now)
                        : unmined(entry, newest, count.value(), head, now);
        };
    }

    /**
     * The chain has used the nonce, and none of our transactions is the one: another intent of this journal has it,
     * another program has the key, or the node has the block and not yet its receipts. Believed only when it is true
     * at a block that is there to stay.
     */
    private SettlementOutcome nonceIsUsed(
            IntentEntry entry, UnsignedTransaction newest, BlockHeader head, Instant now) {
        String finding = whoUsed(entry, newest);
        if (!(confirmations.lastingBlock(head) instanceof NodeAnswer.Answered<Optional<BlockHeader>> lasting)) {
            return waiting(entry, finding + "; the newest lasting block is unknown");
        }
        if (lasting.value().isEmpty()) {
            return waiting(entry, finding + ", not deep enough yet");
        }
        BlockHash block = lasting.value().get().hash();
        return switch (node.nonceAt(newest.from(), new BlockTag.AtHash(block))) {
            case NodeAnswer.Faulted<Nonce> faulted ->
                waiting(entry, finding + "; " + faulted.fault().describe());
            case NodeAnswer.Answered<Nonce> count ->
                newest.nonce().isBefore(count.value())
                        ? endings.askAccount(entry, finding, block, now)
                        : waiting(entry, finding + ", not deep enough yet");
        };
    }

    private String whoUsed(IntentEntry entry, UnsignedTransaction newest) {
        for (IntentEntry other : rivals(entry, newest)) {
            if (other.signedNewestFirst().stream()
                    .anyMatch(each -> isInABlock(each.signed().orElseThrow().hash()))) {
                IntentId otherId = other.intent().intentId();
                return isDisplacedBy(entry, other)
                        ? "displaced by urgent intent " + otherId
                        : "routine intent " + otherId + ", which it was to displace, got in first";
            }
        }
        return "nonce " + newest.nonce() + " was used by a transaction this journal does not know";
    }

    private boolean isInABlock(TxHash hash) {
        return node.receipt(hash) instanceof NodeAnswer.Answered<Optional<Receipt>> answered
                && answered.value().isPresent();
    }

    /** The nonce is still to be used, by this intent or by the one that was declared to take it over. */
    private SettlementOutcome unmined(
            IntentEntry entry, UnsignedTransaction newest, Nonce count, BlockHeader head, Instant now) {
        Optional<IntentEntry> displacer = rivals(entry, newest).stream()
                .filter(other -> isDisplacedBy(entry, other))
                .findFirst();
        if (displacer.isPresent()) {
            return waiting(
                    entry,
                    "displaced by urgent intent " + displacer.get().intent().intentId()
                            + ", nothing more is sent for it; whichever of the two is mined ends the other");
        }
        if (!count.isBefore(newest.nonce())) {
            return sendOn(entry, head, now);
        }
        return ahead(newest)
                .map(first -> waiting(
                        entry,
                        "behind intent " + first.intent().intentId() + ", whose nonce "
                                + newest(first).nonce() + " comes first"))
                .orElseGet(() -> behindAGap(entry, newest, count, head, now));
    }

    /**
     * What had used the nonces before it was taken back, and is not this journal's to send again. Paying more cannot
     * help; the same bytes go out again and again, so that they are there when the gap closes.
     */
    private SettlementOutcome behindAGap(
            IntentEntry entry, UnsignedTransaction newest, Nonce count, BlockHeader head, Instant now) {
        sending.repeat(entry, head, now);
        boolean late = head.timestamp().isAfter(entry.intent().deadline());
        String gap = "behind a gap: the node counts " + count + " transactions of this key, this one has nonce "
                + newest.nonce() + ", and what came before it was taken back";
        return late
                ? new SettlementOutcome.Unresolved(
                        entry.intent().intentId(),
                        entry.state(),
                        gap + "; its deadline has passed: send anything with nonce " + count + " from this key",
                        true)
                : waiting(entry, gap);
    }

    /** Everyone else in the journal with bytes for the same nonce: one at most, and only by a declared displacement. */
    private List<IntentEntry> rivals(IntentEntry entry, UnsignedTransaction newest) {
        return journal.attempts(newest.chainId(), newest.from(), newest.nonce()).stream()
                .filter(attempt -> attempt.signed().isPresent() && !attempt.voided())
                .map(attempt -> attempt.record().intentId())
                .filter(other -> !other.equals(entry.intent().intentId()))
                .distinct()
                .flatMap(other -> journal.find(other).stream())
                .toList();
    }

    private static boolean isDisplacedBy(IntentEntry entry, IntentEntry other) {
        return other.intent().displaces().equals(Optional.of(entry.intent().intentId()));
    }

    /** What a reorganisation has taken back before it: that goes first, or this would wait behind a gap. */
    private Optional<IntentEntry> ahead(UnsignedTransaction newest) {
        return unresolvedOf(newest.from())
                .filter(other -> newest(other).nonce().isBefore(newest.nonce()))
                .findFirst();
    }

    private SettlementOutcome sendOn(IntentEntry entry, BlockHeader head, Instant now) {
        SendDecision decision = sending.proceed(entry, isUrgentOrBefore(entry), head, now);
        IntentState state =
                journal.find(entry.intent().intentId()).map(IntentEntry::state).orElse(entry.state());
        String trouble = sending.trouble(entry.intent().intentId());
        return switch (decision) {
            case SendDecision.Wait wait -> waiting(entry, state, "not in a block yet" + but(trouble));
            case SendDecision.Resend again -> waiting(entry, state, "sent again" + but(trouble));
            case SendDecision.Bump bump -> waiting(entry, state, "to pay more, " + bump.why() + but(trouble));
            case SendDecision.Cancel cancel -> waiting(entry, state, "to be cancelled, " + cancel.why() + but(trouble));
            case SendDecision.GiveUp giveUp ->
                new SettlementOutcome.Unresolved(entry.intent().intentId(), state, giveUp.why() + but(trouble), true);
        };
    }

    /** What an urgent intent has to wait for may pay what the urgent one may. */
    private boolean isUrgentOrBefore(IntentEntry entry) {
        return entry.intent().urgent()
                || unresolvedOf(entry.intent().sender())
                        .anyMatch(other -> other.intent().urgent()
                                && newest(entry).nonce().isBefore(newest(other).nonce()));
    }

    private Stream<IntentEntry> unresolvedOf(Address sender) {
        return journal.unresolved().stream()
                .filter(other -> other.intent().sender().equals(sender)
                        && !other.signedNewestFirst().isEmpty());
    }

    private static UnsignedTransaction newest(IntentEntry entry) {
        return entry.signedNewestFirst().getFirst().record().transaction();
    }

    private static String but(String trouble) {
        return trouble.isEmpty() ? "" : "; " + trouble;
    }
}
