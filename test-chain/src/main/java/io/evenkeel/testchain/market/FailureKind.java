package io.evenkeel.testchain.market;

import java.util.Arrays;
import java.util.Optional;

/** What can befall a protocol that a vault is hedged at. */
public enum FailureKind {
    /** Its owner stops trading. */
    PAUSED("paused"),
    /** Its code is exchanged for one that answers nothing. */
    UPGRADED("upgraded"),
    /** The money with which it would pay is taken away. */
    DRAINED("drained"),
    /** Nobody fills its orders any more. */
    EXECUTOR_GONE("executor-gone"),
    /** Its owner asks for more margin, the price jumps, and a third party liquidates the vault there. */
    LIQUIDATED("liquidated");

    private final String option;

    FailureKind(String option) {
        this.option = option;
    }

    /** As it is written on a command line. */
    public String option() {
        return option;
    }

    public static Optional<FailureKind> named(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option.equals(option))
                .findFirst();
    }
}
