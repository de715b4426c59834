package io.evenkeel.keeper.sign;

import io.evenkeel.keeper.journal.AttemptRecord;

/** A transaction that the guard has checked and the journal has recorded. Only {@link SigningGuard} can make one. */
public final class PermittedExecution {
    private final AttemptRecord attempt;

    PermittedExecution(AttemptRecord attempt) {
        this.attempt = attempt;
    }

    public AttemptRecord attempt() {
        return attempt;
    }

    public UnsignedTransaction transaction() {
        return attempt.transaction();
    }
}
