package io.evenkeel.allocate;

/** What keeps a venue from carrying more. */
public enum Limit {
    EQUITY_CAP("equity cap"),
    SHORT_CAP("short cap"),
    DEPTH("depth and limits of the protocol"),
    SLIPPAGE("slippage limit"),
    POSITION("nothing left to close"),
    COLLATERAL("collateral at hand"),
    SHARED_CAP("part of what venues share:"),
    PENDING_ORDER("order, which still waits"),
    CONDITION("condition: it cannot be traded so now");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
