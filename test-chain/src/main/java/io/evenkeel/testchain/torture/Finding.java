package io.evenkeel.testchain.torture;

/** Something that must not be. */
record Finding(Kind kind, String words) {
    enum Kind {
        /** An intent that ran twice, or two transactions for one decision. */
        DOUBLED,
        /** Chain and journal do not tell the same story: something is missing in one of the two. */
        LOST,
        /** Not settled although faults stopped and blocks passed. */
        STUCK
    }
}
