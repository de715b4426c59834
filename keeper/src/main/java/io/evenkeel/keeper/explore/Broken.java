package io.evenkeel.keeper.explore;

/** @param how it broke, in words */
public record Broken(Invariant invariant, String how) {
    @Override
    public String toString() {
        return "BROKEN: " + invariant.sentence() + ": " + how;
    }
}
