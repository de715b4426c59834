package io.evenkeel.keeper.explore;

/** The keeper is gone. Only disk and chain remain. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
