package io.evenkeel.margin.lyra;

import io.evenkeel.options.OptionType;

/** Which way an option is held and what backs it, in the protocol's order. */
public enum LyraType {
    LONG_CALL(false, OptionType.CALL),
    LONG_PUT(false, OptionType.PUT),
    /** Backed by base; one for one it is a covered call, which nobody can liquidate. */
    SHORT_CALL_BASE(true, OptionType.CALL),
    SHORT_CALL_QUOTE(true, OptionType.CALL),
    SHORT_PUT_QUOTE(true, OptionType.PUT);

    private final boolean isShort;
    private final OptionType option;

    LyraType(boolean isShort, OptionType option) {
        this.isShort = isShort;
        this.option = option;
    }

    /** @throws IllegalArgumentException when the protocol has no such type */
    public static LyraType of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("no option type " + number);
        }
        return values()[number];
    }

    public boolean isShort() {
        return isShort;
    }

    public OptionType option() {
        return option;
    }

    public boolean isPut() {
        return option == OptionType.PUT;
    }

    public boolean isBackedByBase() {
        return this == SHORT_CALL_BASE;
    }
}
