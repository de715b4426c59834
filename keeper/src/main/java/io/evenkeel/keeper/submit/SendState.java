package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.node.NodeFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the transactions for one nonce, and what follows from it. Pure: events come with their time, the
 * present is an argument. It decides only about sending; whether a transaction is on the chain is looked up each time.
 *
 * @param attempts payloads signed so far
 * @param lastSignedAt the newest of them
 * @param lastSentAt when bytes last went out, taken or not; empty when the newest have never been sent
 * @param lastFault why the newest bytes were not taken; empty once they were
 */
public record SendState(
        int attempts,
        boolean cancelling,
        Instant lastSignedAt,
        Optional<Instant> lastSentAt,
        Optional<NodeFault> lastFault,
        Optional<String> raiseRefused,
        boolean included) {
    private static final int SOONER = 8;

    /** Nothing is signed yet. */
    public static SendState nothing() {
        return new SendState(0, false, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public SendState on(SendEvent event) {
        return switch (event) {
            case SendEvent.Signed e ->
                new SendState(
                        attempts + 1,
                        cancelling || e.cancelling(),
                        e.at(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        included);
            case SendEvent.Accepted e -> sent(e.at(), Optional.empty());
            case SendEvent.Rejected e -> sent(e.at(), Optional.of(e.fault()));
            // The clock for the next raise starts anew, or it would be asked for at every step.
            case SendEvent.RaiseRefused e ->
                new SendState(
                        attempts, cancelling, e.at(), lastSentAt, Optional.empty(), Optional.of(e.reason()), included);
            case SendEvent.Included e ->
                new SendState(attempts, cancelling, lastSignedAt, lastSentAt, lastFault, raiseRefused, true);
            // No node need have kept it: the same bytes go out at once.
            case SendEvent.Excluded e ->
                new SendState(attempts, cancelling, lastSignedAt, Optional.empty(), lastFault, raiseRefused, false);
        };
    }

    private SendState sent(Instant at, Optional<NodeFault> fault) {
        return new SendState(attempts, cancelling, lastSignedAt, Optional.of(at), fault, raiseRefused, included);
    }

    /**
     * @param now by the keeper's clock
     * @param chainTime timestamp of the newest block
     * @param deadline of the intent, by the chain's clock
     */
    public SendDecision decide(SendRules rules, Instant now, Instant chainTime, Instant deadline) {
        if (included) {
            return new SendDecision.Wait(now.plus(rules.resendAfter()));
        }
        boolean expired = !cancelling && chainTime.isAfter(deadline);
        if (lastSentAt.isEmpty() && !expired) {
            return new SendDecision.Resend();
        }
        // One cancellation is always left: without it an intent that is past its deadline would block the key for ever.
        if ((attempts < rules.mostAttempts() || expired) && !nonceWasJustUsed(rules, now)) {
            Optional<SendDecision> payload = newPayload(rules, now, expired);
            if (payload.isPresent()) {
                return payload.get();
            }
        }
        if (!expired && isToBeRepeated(rules, now)) {
            return new SendDecision.Resend();
        }
        return attempts >= rules.mostAttempts()
                ? new SendDecision.GiveUp(attempts + " payloads made, none is in a block")
                : new SendDecision.Wait(lastSentAt.orElse(lastSignedAt).plus(resendWait(rules)));
    }

    /** Whether the newest bytes should go out again. */
    public boolean isToBeRepeated(SendRules rules, Instant now) {
        return elapsed(lastSentAt.orElse(Instant.MIN), now, resendWait(rules));
    }

    private Optional<SendDecision> newPayload(SendRules rules, Instant now, boolean expired) {
        boolean raiseIsDue = elapsed(lastSignedAt, now, rules.raiseAfter());
        if (expired && (raiseRefused.isEmpty() || raiseIsDue)) {
            return Optional.of(new SendDecision.Cancel("its deadline has passed"));
        }
        if (!cancelling && lastFault.filter(SendState::meansItCannotRun).isPresent()) {
            return Optional.of(new SendDecision.Cancel(trouble()));
        }
        if (!expired && lastFault.filter(SendState::asksForMore).isPresent()) {
            return Optional.of(new SendDecision.Bump(trouble()));
        }
        if (!expired && lastFault.isEmpty() && raiseIsDue) {
            return Optional.of(new SendDecision.Bump("in no block after " + rules.raiseAfter()));
        }
        return Optional.empty();
    }

    /** Whoever asks has seen the chain not to have used the nonce, so an old "too low" is the past. */
    private boolean nonceWasJustUsed(SendRules rules, Instant now) {
        return lastFault.filter(NodeFault.NonceTooLow.class::isInstance).isPresent()
                && !elapsed(lastSentAt.orElse(Instant.MIN), now, rules.resendAfter());
    }

    /** Bytes that reached nobody go out again soon. */
    private Duration resendWait(SendRules rules) {
        boolean reachedNobody = lastFault.filter(NodeFault::isAboutTheNode).isPresent();
        return reachedNobody ? rules.resendAfter().dividedBy(SOONER) : rules.resendAfter();
    }

    /** What keeps it from getting in, for the operator; empty while nothing does. */
    public String trouble() {
        return lastFault.map(NodeFault::describe).or(() -> raiseRefused).orElse("");
    }

    /**
     * A clock that was put back by more than the wait says nothing of how long it has been: what was due some time is
     * due now, once, and is counted anew from there. Put back by less it only makes the wait so much longer.
     */
    private static boolean elapsed(Instant since, Instant now, Duration wait) {
        return since.equals(Instant.MIN) || !now.isBefore(since.plus(wait)) || now.isBefore(since.minus(wait));
    }

    private static boolean asksForMore(NodeFault fault) {
        return fault instanceof NodeFault.ReplacementUnderpriced || fault instanceof NodeFault.FeeTooLow;
    }

    private static boolean meansItCannotRun(NodeFault fault) {
        return fault instanceof NodeFault.OutOfGas || fault instanceof NodeFault.GasAboveBlockLimit;
    }
}
