package io.evenkeel.keeper.settle;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.confirm.Confirmation;
import io.evenkeel.keeper.confirm.ConfirmationCheck;
import io.evenkeel.keeper.confirm.ConfirmationRule;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.BlockPoint;
import io.evenkeel.keeper.journal.Inclusion;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.keeper.sign.SignedTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks again at what was settled a short while ago: a reorganisation deeper than the configured depth takes back what
 * the journal calls confirmed. That is told, and the very same bytes go out again, which is always safe, unless
 * they were displaced or displaced others; nothing new is signed for it. Each new head is followed by its parent hashes
 * to the last one that was looked at, so a quiet chain costs no more than its heads. What is older than {@link #BLOCKS}
 * is not looked at any more.
 */
final class Hindsight {
    /** As deep as any configured depth may be. */
    static final int BLOCKS = ConfirmationRule.DEEPEST;

    private static final int MOST_INTENTS = 16;

    private final NodeGateway node;
    private final Journal journal;
    private final ConfirmationCheck confirmations;
    private final Map<IntentId, IntentEntry> watched = new HashMap<>();
    private final Map<IntentId, BlockPoint> foundIn = new HashMap<>();
    private final Set<IntentId> gone = new HashSet<>();
    private Optional<BlockHeader> soundHead = Optional.empty();
    private boolean journalIsNewer = true;

    Hindsight(NodeGateway node, Journal journal, ConfirmationCheck confirmations) {
        this.node = node;
        this.journal = journal;
        this.confirmations = confirmations;
    }

    /** Something was settled since the last look. */
    void somethingWasSettled() {
        journalIsNewer = true;
    }

    /** Whether a head is needed: nothing was settled lately otherwise. */
    boolean isWatching() {
        return journalIsNewer || !watched.isEmpty();
    }

    /** One outcome for each intent of which the chain tells another story than at the last look. */
    List<SettlementOutcome> look(BlockHeader head) {
        if (journalIsNewer) {
            readJournal();
        }
        watched.values().removeIf(entry -> blockOf(entry).number() <= head.number() - BLOCKS);
        gone.retainAll(watched.keySet());
        foundIn.keySet().retainAll(watched.keySet());
        if (watched.isEmpty() || soundHead.equals(Optional.of(head))) {
            return List.of();
        }
        List<SettlementOutcome> changes = new ArrayList<>();
        boolean answered = true;
        boolean nothingReplaced = continues(head);
        for (IntentEntry entry : watched.values()) {
            boolean known = nothingReplaced && !gone.contains(entry.intent().intentId());
            answered &= known || check(entry, head, changes);
        }
        soundHead = answered ? Optional.of(head) : Optional.empty();
        return changes;
    }

    private void readJournal() {
        for (IntentEntry entry : journal.newest(MOST_INTENTS)) {
            if (entry.state().isResolved()
                    && entry.inclusion().isPresent()
                    && watched.putIfAbsent(entry.intent().intentId(), entry) == null) {
                soundHead = Optional.empty();
            }
        }
        journalIsNewer = false;
    }

    private boolean continues(BlockHeader head) {
        return soundHead
                .map(sound -> confirmations.canonical(new BlockPoint(sound.number(), sound.hash()), head))
                .filter(Confirmation.Final.class::isInstance)
                .isPresent();
    }

    /** @return whether every question was answered */
    private boolean check(IntentEntry entry, BlockHeader head, List<SettlementOutcome> changes) {
        IntentId intentId = entry.intent().intentId();
        return switch (confirmations.canonical(blockOf(entry), head)) {
            case Confirmation.Final there -> {
                if (gone.remove(intentId)) {
                    changes.add(restored(entry));
                }
                yield true;
            }
            case Confirmation.NotCanonical replaced -> elsewhere(entry, replaced.reason(), changes);
            case Confirmation.Shallow shallow -> false;
            case Confirmation.Unknown unknown -> false;
        };
    }

    /** Its block is gone; the transaction may be in another. */
    private boolean elsewhere(IntentEntry entry, String why, List<SettlementOutcome> changes) {
        IntentId intentId = entry.intent().intentId();
        Inclusion inclusion = entry.inclusion().orElseThrow();
        if (!(node.receipt(inclusion.txHash()) instanceof NodeAnswer.Answered<Optional<Receipt>> answered)) {
            return false;
        }
        if (answered.value().isPresent()) {
            Receipt now = answered.value().get();
            foundIn.put(intentId, new BlockPoint(now.blockNumber(), now.blockHash()));
            if (gone.remove(intentId)) {
                changes.add(restored(entry));
            }
            return true;
        }
        Optional<SignedTransaction> bytes = bytesOf(entry, inclusion);
        bytes.ifPresent(signed -> node.sendRaw(signed.raw()));
        if (gone.add(intentId)) {
            changes.add(new SettlementOutcome.HistoryChanged(
                    intentId,
                    "was " + entry.state() + ", deep enough to stay, and is in no block any more (" + why
                            + "): "
                            + (bytes.isPresent() ? "its bytes are sent again as they are; " : "")
                            + "make sure the endpoints are on the right chain, and raise chain.confirmations if it"
                            + " reorganises that deep",
                    false));
        }
        return true;
    }

    private SettlementOutcome restored(IntentEntry entry) {
        return new SettlementOutcome.HistoryChanged(
                entry.intent().intentId(), "is in block " + blockOf(entry).number() + " again", true);
    }

    private BlockPoint blockOf(IntentEntry entry) {
        return Optional.ofNullable(foundIn.get(entry.intent().intentId()))
                .orElseGet(() -> entry.inclusion().orElseThrow().block());
    }

    private boolean isAloneOnItsNonce(AttemptRecord attempt) {
        return journal
                .attempts(
                        attempt.id().chainId(),
                        attempt.id().sender(),
                        attempt.id().nonce())
                .stream()
                .allMatch(each -> each.voided() || each.record().intentId().equals(attempt.intentId()));
    }

    /** Nothing where two intents had the nonce: of what was displaced nothing is sent again, whichever got in. */
    private Optional<SignedTransaction> bytesOf(IntentEntry entry, Inclusion inclusion) {
        return entry.attempts().stream()
                .filter(attempt -> isAloneOnItsNonce(attempt.record()))
                .map(AttemptEntry::signed)
                .flatMap(Optional::stream)
                .filter(signed -> signed.hash().equals(inclusion.txHash()))
                .findFirst();
    }
}
