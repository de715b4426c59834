package io.evenkeel.keeper.journal;

/** The journal cannot promise what it was asked to. Whoever gets this must not go on to the outside effect. */
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalFailure(String message) {
        super(message);
    }

    public JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
