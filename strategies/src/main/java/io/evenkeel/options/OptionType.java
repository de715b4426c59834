package io.evenkeel.options;

/** The right to buy, or the right to sell. */
public enum OptionType {
    CALL,
    PUT
}
