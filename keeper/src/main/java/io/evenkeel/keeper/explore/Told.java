package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;

/** The keeper's outcomes in the words of a story. */
final class Told {
    private Told() {}

    static String of(DispatchOutcome outcome) {
        return switch (outcome) {
            case DispatchOutcome.Broadcast sent ->
                "sent at nonce " + sent.nonce()
                        + (sent.notes().isEmpty() ? "" : " (" + String.join("; ", sent.notes()) + ")");
            case DispatchOutcome.NotTakenYet not -> "signed at nonce " + not.nonce() + ", not taken: " + not.reason();
            case DispatchOutcome.Waiting waiting -> "waits for intent " + waiting.unresolved();
            case DispatchOutcome.Refused refused -> "refused: " + String.join("; ", refused.reasons());
            case DispatchOutcome.Unanswered silent -> "nothing done, " + silent.stage() + ": " + silent.reason();
        };
    }

    static String of(SettlementOutcome outcome) {
        return "intent " + outcome.intentId() + ": "
                + switch (outcome) {
                    case SettlementOutcome.Confirmed done -> "confirmed";
                    case SettlementOutcome.FailedOnChain failed -> "failed on the chain, " + failed.reason();
                    case SettlementOutcome.Superseded superseded -> "ended, " + superseded.reason();
                    case SettlementOutcome.Abandoned abandoned -> "abandoned, " + abandoned.reason();
                    case SettlementOutcome.HistoryChanged changed -> "settled earlier, " + changed.reason();
                    case SettlementOutcome.Unresolved unresolved ->
                        unresolved.state() + ", " + unresolved.reason()
                                + (unresolved.needsOperator() ? " (needs an operator)" : "");
                };
    }
}
