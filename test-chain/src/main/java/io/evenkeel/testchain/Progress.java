package io.evenkeel.testchain;

/** Hears what a long step is doing. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = what -> {};

    void report(String what);
}
