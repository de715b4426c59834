package io.evenkeel.keeper.check;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, as in {@code endpoint local}
 * @param words what was found, and when it is not well, what to do about it
 */
public record CheckResult(String subject, Verdict verdict, String words) {
    /** What it means for a run. */
    public enum Verdict {
        OK,
        /** Runs, and an operator should know. */
        WARNING,
        /** Runs, but only does what reduces risk. */
        REDUCE_ONLY,
        /** Does not run: it could only do harm or nothing. */
        FAILED
    }

    static CheckResult ok(String subject, String words) {
        return new CheckResult(subject, Verdict.OK, words);
    }

    static CheckResult warning(String subject, String words) {
        return new CheckResult(subject, Verdict.WARNING, words);
    }

    static CheckResult reduceOnly(String subject, String words) {
        return new CheckResult(subject, Verdict.REDUCE_ONLY, words);
    }

    static CheckResult failed(String subject, String words) {
        return new CheckResult(subject, Verdict.FAILED, words);
    }
}
