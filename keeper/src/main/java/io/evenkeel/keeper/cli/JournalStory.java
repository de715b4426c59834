package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One intent's story in plain words. */
final class JournalStory {
    private JournalStory() {}

    /** @param history oldest first */
    static List<String> of(IntentEntry entry, List<Transition> history) {
        List<String> lines = new ArrayList<>();
        lines.add("intent " + entry.intent().intentId() + " is " + entry.state()
                + (entry.note().isEmpty() ? "" : ": " + entry.note()));
        lines.add("  why       " + entry.intent().why());
        lines.add("  account   " + entry.intent().account() + ", sequence "
                + entry.intent().sequence() + (entry.intent().urgent() ? ", urgent" : ""));
        entry.intent().displaces().ifPresent(routine -> lines.add("  displaces " + routine));
        entry.intent().mostFee().ifPresent(fee -> lines.add("  at most   " + fee + " per gas is it worth"));
        lines.add("  deadline  " + entry.intent().deadline());
        entry.inclusion()
                .ifPresent(
                        seen -> lines.add("  in block  " + seen.block().number() + ", transaction " + seen.txHash()));
        for (AttemptEntry each : entry.attempts()) {
            UnsignedTransaction transaction = each.record().transaction();
            lines.add("  nonce " + transaction.nonce() + "  " + each.record().purpose() + "  at most "
                    + transaction.maxFee() + "  " + fate(each));
        }
        Instant before = entry.intent().decidedAt();
        for (Transition each : history) {
            Duration since = Duration.between(before, each.at());
            lines.add("  " + each.at() + "  +" + since.toSeconds() + "s  " + each.state() + "  " + each.note());
            before = each.at();
        }
        lines.add("  " + advice(entry));
        return lines;
    }

    private static String fate(AttemptEntry attempt) {
        if (attempt.voided()) {
            return "never signed";
        }
        String hash = attempt.signed().map(signed -> signed.hash().hex()).orElse("not signed yet");
        return hash
                + attempt.firstSentAt()
                        .map(at -> ", sent " + at)
                        .orElse(attempt.signed().isPresent() ? ", not known to have been taken by a node" : "");
    }

    private static String advice(IntentEntry entry) {
        return switch (entry.state()) {
            case DECIDED, PERMITTED ->
                "to do     nothing: nothing was sent, and a running keeper gives it up by itself";
            case SIGNED, BROADCAST ->
                "to do     keep the keeper running: it sends on, pays more or cancels after the deadline. Use the key"
                        + " nowhere else meanwhile";
            case SEEN -> "to do     wait for its confirmations";
            case CONFIRMED, FAILED, ABANDONED -> "to do     nothing: this is settled for good";
        };
    }
}
