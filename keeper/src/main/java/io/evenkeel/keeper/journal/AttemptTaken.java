package io.evenkeel.keeper.journal;

/** The attempt's id has been given already, perhaps this moment and to another keeper. Nothing was recorded. */
public final class AttemptTaken extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public AttemptTaken(AttemptId attempt) {
        super("attempt " + attempt + " is known already");
    }
}
