package io.evenkeel.keeper.submit;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.SigningGuard;
import io.evenkeel.keeper.sign.SigningGuard.Permission;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.TransactionSigner.SigningOutcome;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.time.Instant;

/** Permit and record, sign, record: the only way to signed bytes. When it returns them, they are on disk. */
public final class TransactionMaker {
    private final SigningGuard guard;
    private final TransactionSigner signer;
    private final Journal journal;

    public TransactionMaker(SigningGuard guard, TransactionSigner signer, Journal journal) {
        this.guard = guard;
        this.signer = signer;
        this.journal = journal;
    }

    public sealed interface Made {
        record Signed(AttemptRecord attempt, SignedTransaction transaction) implements Made {}

        /** No bytes exist; the nonce is as free as before. */
        record NotSigned(String reason) implements Made {}
    }

    public Made make(IntentId intentId, Purpose purpose, UnsignedTransaction transaction, Instant now) {
        return switch (guard.permit(intentId, purpose, transaction, now)) {
            case Permission.Forbidden forbidden ->
                new Made.NotSigned("not permitted: " + String.join("; ", forbidden.reasons()));
            case Permission.Permitted permitted ->
                switch (signer.sign(permitted.execution())) {
                    case SigningOutcome.Signed signed -> {
                        journal.signed(permitted.execution().attempt().id(), signed.transaction(), now);
                        yield new Made.Signed(permitted.execution().attempt(), signed.transaction());
                    }
                    case SigningOutcome.NotSigned not -> {
                        journal.voided(permitted.execution().attempt().id(), not.reason(), now);
                        yield new Made.NotSigned("not signed: " + not.reason());
                    }
                };
        };
    }
}
