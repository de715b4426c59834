package io.evenkeel.keeper.settle;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.FeeHistory;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.submit.Broadcaster;
import io.evenkeel.keeper.submit.FeePolicy;
import io.evenkeel.keeper.submit.FeePolicy.Quote;
import io.evenkeel.keeper.submit.GasAllowance;
import io.evenkeel.keeper.submit.SendDecision;
import io.evenkeel.keeper.submit.SendEvent;
import io.evenkeel.keeper.submit.SendRules;
import io.evenkeel.keeper.submit.SendState;
import io.evenkeel.keeper.submit.TransactionMaker;
import io.evenkeel.keeper.submit.TransactionMaker.Made;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out what {@link SendState} decides. The states are rebuilt from the journal when they are not in memory. */
public final class Sending {
    private final NodeGateway node;
    private final Broadcaster broadcaster;
    private final TransactionMaker maker;
    private final FeePolicy fees;
    private final GasAllowance gas;
    private final SendRules rules;
    private final Map<IntentId, SendState> states = new HashMap<>();

    public Sending(
            NodeGateway node,
            Journal journal,
            TransactionMaker maker,
            FeePolicy fees,
            GasAllowance gas,
            SendRules rules) {
        this(node, new Broadcaster(node, journal), maker, fees, gas, rules);
    }

    public Sending(
            NodeGateway node,
            Broadcaster broadcaster,
            TransactionMaker maker,
            FeePolicy fees,
            GasAllowance gas,
            SendRules rules) {
        this.node = node;
        this.broadcaster = broadcaster;
        this.maker = maker;
        this.fees = fees;
        this.gas = gas;
        this.rules = rules;
    }

    /**
     * Does what is due now, at most one thing, and says what it was.
     *
     * @param urgent it may pay what an urgent intent may: it is one, or one waits behind it
     */
    SendDecision proceed(IntentEntry entry, boolean urgent, BlockHeader head, Instant now) {
        SendDecision decision =
                state(entry).decide(rules, now, head.timestamp(), entry.intent().deadline());
        switch (decision) {
            case SendDecision.Wait wait -> {}
            case SendDecision.GiveUp giveUp -> {}
            case SendDecision.Resend again -> resend(entry, head, now);
            case SendDecision.Bump bump -> replace(entry, urgent, false, head, now);
            case SendDecision.Cancel cancel -> replace(entry, urgent, true, head, now);
        }
        return decision;
    }

    /** The same bytes again when it is time; nothing new is made. */
    void repeat(IntentEntry entry, BlockHeader head, Instant now) {
        if (state(entry).isToBeRepeated(rules, now)) {
            resend(entry, head, now);
        }
    }

    void included(IntentEntry entry, Instant now) {
        note(entry, new SendEvent.Included(now));
    }

    void excluded(IntentEntry entry, Instant now) {
        if (state(entry).included()) {
            note(entry, new SendEvent.Excluded(now));
        }
    }

    void forget(IntentId intentId) {
        states.remove(intentId);
    }

    String trouble(IntentId intentId) {
        SendState known = states.get(intentId);
        return known == null ? "" : known.trouble();
    }

    private void resend(IntentEntry entry, BlockHeader head, Instant now) {
        AttemptEntry newest = entry.signedNewestFirst().get(0);
        note(
                entry,
                broadcaster.send(
                        entry.intent(), newest.record().id(), newest.signed().orElseThrow(), head.number(), now));
    }

    private void replace(IntentEntry entry, boolean urgent, boolean cancel, BlockHeader head, Instant now) {
        List<AttemptEntry> made = entry.signedNewestFirst();
        AttemptRecord newest = made.get(0).record();
        boolean cancelling = cancel || newest.purpose() == Purpose.CANCEL;
        switch (fees.replacement(Quote.Offer.dearest(made), market(), ceiling(entry, urgent, cancelling))) {
            case Quote.TooExpensive expensive -> note(entry, new SendEvent.RaiseRefused(now, expensive.reason()));
            case Quote.Offer offer -> {
                UnsignedTransaction before = newest.transaction();
                UnsignedTransaction next = cancelling
                        ? before.cancelledAt(offer.maxFee(), offer.maxTip())
                        : withEnoughGas(before).withFees(offer.maxFee(), offer.maxTip());
                Purpose purpose = cancelling ? Purpose.CANCEL : Purpose.EXECUTE;
                switch (maker.make(entry.intent().intentId(), purpose, next, now)) {
                    case Made.NotSigned not -> note(entry, new SendEvent.RaiseRefused(now, not.reason()));
                    case Made.Signed signed -> {
                        note(entry, new SendEvent.Signed(now, cancelling));
                        note(
                                entry,
                                broadcaster.send(
                                        entry.intent(),
                                        signed.attempt().id(),
                                        signed.transaction(),
                                        head.number(),
                                        now));
                    }
                }
            }
        }
    }

    private FeePerGas ceiling(IntentEntry entry, boolean urgent, boolean cancelling) {
        return cancelling
                ? fees.limits().cancellation()
                : fees.ceiling(urgent, entry.intent().mostFee());
    }

    /** As much gas as it takes now, never less than before: the state it was estimated on is some blocks old. */
    private UnsignedTransaction withEnoughGas(UnsignedTransaction before) {
        return gas.of(before.from(), before.to(), before.data()) instanceof NodeAnswer.Answered<Gas> now
                        && now.value().compareTo(before.gasLimit()) > 0
                ? before.withGasLimit(now.value())
                : before;
    }

    /** What recent blocks cost, or nothing when nobody tells: then the raise alone decides. */
    private FeeHistory market() {
        return switch (node.feeHistory(FeePolicy.BLOCKS, fees.limits().percentile())) {
            case NodeAnswer.Answered<FeeHistory> answered -> answered.value();
            case NodeAnswer.Faulted<FeeHistory> faulted -> new FeeHistory(FeePerGas.ZERO, List.of());
        };
    }

    private void note(IntentEntry entry, SendEvent event) {
        states.put(entry.intent().intentId(), state(entry).on(event));
    }

    private SendState state(IntentEntry entry) {
        return states.computeIfAbsent(entry.intent().intentId(), unknown -> rebuilt(entry));
    }

    private static SendState rebuilt(IntentEntry entry) {
        SendState state = SendState.nothing();
        for (AttemptEntry attempt : entry.signedNewestFirst().reversed()) {
            state = state.on(new SendEvent.Signed(
                    attempt.record().permittedAt(), attempt.record().purpose() == Purpose.CANCEL));
            if (attempt.firstSentAt().isPresent()) {
                state = state.on(new SendEvent.Accepted(attempt.firstSentAt().get()));
            }
        }
        return state;
    }
}
