package io.evenkeel.keeper.sign;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.AttemptTaken;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stands in front of the key: checks, records, and only then says yes. Its memory is the journal, so it survives a
 * restart: for one (chain, sender, nonce) it never permits a second payload, unless that pays clearly more and is a
 * declared replacement for the same intent, or belongs to an urgent intent that was declared to displace the routine
 * one whose nonce it is. For what was displaced nothing is ever permitted again.
 */
public final class SigningGuard {
    private final SigningRules rules;
    private final Journal journal;
    private final DailyCaps caps;

    public SigningGuard(SigningRules rules, DailyLimits limits, Journal journal) {
        this.rules = rules;
        this.journal = journal;
        this.caps = new DailyCaps(limits, journal);
    }

    public sealed interface Permission {
        record Permitted(PermittedExecution execution) implements Permission {}

        /** Every reason, not only the first. */
        record Forbidden(List<String> reasons) implements Permission {}
    }

    /**
     * @param purpose whether the transaction carries out the intent or only uses up its nonce
     * @throws io.evenkeel.keeper.journal.JournalFailure when the permission cannot be recorded; there is none then
     */
    public synchronized Permission permit(
            IntentId intentId, Purpose purpose, UnsignedTransaction transaction, Instant now) {
        List<AttemptEntry> slot = journal.attempts(transaction.chainId(), transaction.from(), transaction.nonce());
        List<String> reasons = new ArrayList<>();
        checkRules(purpose, transaction, reasons);
        Optional<IntentEntry> known = journal.find(intentId);
        checkIntent(intentId, known, purpose, transaction, reasons);
        checkWatermark(intentId, known, purpose, transaction, slot, reasons);
        caps.check(transaction, mayUseReserve(known, purpose), now).ifPresent(reasons::add);
        if (!reasons.isEmpty()) {
            return new Permission.Forbidden(List.copyOf(reasons));
        }
        AttemptRecord attempt = new AttemptRecord(
                new AttemptId(transaction.chainId(), transaction.from(), transaction.nonce(), slot.size()),
                intentId,
                purpose,
                transaction,
                now);
        try {
            journal.permitted(attempt);
        } catch (AttemptTaken secondKeeper) {
            return new Permission.Forbidden(List.of("nonce " + transaction.nonce()
                    + " was given to another payload this moment; another keeper signs with the same key"));
        }
        return new Permission.Permitted(new PermittedExecution(attempt));
    }

    /** What protects from liquidation, and what makes a nonce free again for it. */
    private static boolean mayUseReserve(Optional<IntentEntry> known, Purpose purpose) {
        return purpose == Purpose.CANCEL
                || known.filter(entry -> entry.intent().urgent()).isPresent();
    }

    private void checkRules(Purpose purpose, UnsignedTransaction transaction, List<String> reasons) {
        if (!transaction.chainId().equals(rules.chainId())) {
            reasons.add("for chain " + transaction.chainId() + ", this key signs for chain " + rules.chainId());
        }
        if (purpose == Purpose.CANCEL && !transaction.isCancellation()) {
            reasons.add("a cancellation that does something");
        }
        if (purpose == Purpose.EXECUTE && !rules.destinations().contains(transaction.to())) {
            reasons.add("to " + transaction.to() + ", which is not among the allowed destinations");
        }
        if (transaction.maxFee().compareTo(rules.highestFee()) > 0) {
            reasons.add("fee of " + transaction.maxFee() + " per gas, allowed are " + rules.highestFee());
        }
        if (transaction.highestCost().compareTo(rules.highestCost()) > 0) {
            reasons.add("may cost " + transaction.highestCost() + ", allowed are " + rules.highestCost());
        }
    }

    private static void checkIntent(
            IntentId intentId,
            Optional<IntentEntry> known,
            Purpose purpose,
            UnsignedTransaction transaction,
            List<String> reasons) {
        if (known.isEmpty()) {
            reasons.add("intent " + intentId + " is not in the journal");
            return;
        }
        IntentEntry entry = known.get();
        if (entry.state().isResolved()) {
            reasons.add("intent " + intentId + " is already " + entry.state());
        }
        boolean onAnotherNonce = entry.attempts().stream()
                .anyMatch(each ->
                        !each.voided() && !each.record().transaction().nonce().equals(transaction.nonce()));
        if (onAnotherNonce) {
            reasons.add("intent " + intentId + " already has another nonce");
        }
        if (purpose == Purpose.EXECUTE
                && !(transaction.to().equals(entry.intent().to())
                        && Arrays.equals(transaction.data(), entry.intent().callData()))) {
            reasons.add("not the call that intent " + intentId + " was decided for");
        }
    }

    private void checkWatermark(
            IntentId intentId,
            Optional<IntentEntry> known,
            Purpose purpose,
            UnsignedTransaction transaction,
            List<AttemptEntry> slot,
            List<String> reasons) {
        List<AttemptRecord> earlier = slot.stream()
                .filter(each -> !each.voided())
                .map(AttemptEntry::record)
                .toList();
        boolean hasItsOwn = earlier.stream().anyMatch(each -> each.intentId().equals(intentId));
        if (!hasItsOwn && purpose == Purpose.CANCEL) {
            reasons.add("nothing to cancel at nonce " + transaction.nonce());
        }
        earlier.stream()
                .map(AttemptRecord::intentId)
                .filter(other -> !other.equals(intentId))
                .distinct()
                .filter(other -> known.filter(entry -> displaces(entry.intent(), other, hasItsOwn))
                        .isEmpty())
                .forEach(other -> reasons.add("nonce " + transaction.nonce() + " belongs to intent " + other));
        for (AttemptRecord each : earlier) {
            boolean cancelsThis = each.intentId().equals(intentId) && each.purpose() == Purpose.CANCEL;
            if (cancelsThis && purpose == Purpose.EXECUTE) {
                reasons.add("intent " + intentId + " is being cancelled");
            }
            if (!isClearlyMore(transaction, each.transaction())) {
                reasons.add("a second payload for nonce " + transaction.nonce() + " that does not pay "
                        + SigningRules.LEAST_RAISE + " more than the one before");
            }
        }
    }

    /** Whoever has the nonce already keeps it, also once the chain has settled what was displaced. */
    private boolean displaces(IntentRecord intent, IntentId other, boolean hasTheNonceAlready) {
        return intent.displaces().equals(Optional.of(other))
                && journal.find(other)
                        .filter(routine -> intent.mayDisplace(routine.intent()))
                        .filter(routine ->
                                hasTheNonceAlready || !routine.state().isResolved())
                        .isPresent();
    }

    private static boolean isClearlyMore(UnsignedTransaction later, UnsignedTransaction earlier) {
        return later.maxFee().compareTo(earlier.maxFee().raisedBy(SigningRules.LEAST_RAISE)) >= 0
                && later.maxTip().compareTo(earlier.maxTip().raisedBy(SigningRules.LEAST_RAISE)) >= 0;
    }
}
