package io.evenkeel.keeper.explore;

/** What the keeper did and came to, as far as it can be told from outside. */
public enum Happening {
    DISPATCH_BROADCAST,
    DISPATCH_NOT_TAKEN_YET,
    DISPATCH_WAITED,
    DISPATCH_REFUSED,
    DISPATCH_UNANSWERED,
    SENT_FIRST,
    SENT_AGAIN,
    SENT_DEARER,
    SENT_CANCELLATION,
    /** An urgent intent took the nonce of a routine one. */
    SENT_DISPLACING,
    /** An urgent intent took the nonce after that of a routine one which is not settled. */
    SENT_FOLLOWING,
    CONFIRMED,
    FAILED_ON_CHAIN,
    SUPERSEDED,
    ABANDONED,
    NEEDED_OPERATOR,
    JOURNAL_FAILED,
    /** A second keeper was told that the journal is in use. */
    SECOND_REFUSED,
    REORGANISED_AWAY,
    LATE_BYTES_ARRIVED;

    /** Takes more trouble than there is in nearly any schedule. */
    boolean isRare() {
        return this == NEEDED_OPERATOR;
    }
}
