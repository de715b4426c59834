package io.evenkeel.keeper.cli;

/** How a command ends, by the conventions of sysexits.h. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Looked at everything, and something needs an operator. */
    public static final int NOT_WELL = 1;
    /** The command line itself. */
    public static final int USAGE = 64;
    /** What a file holds is wrong: mend it, or say how it is to be read. */
    public static final int DATA = 65;
    /** Something needed could not be reached. */
    public static final int UNAVAILABLE = 69;
    /** What was asked for cannot be written there. */
    public static final int CANNOT_WRITE = 73;
    /** The configuration, the key or the contracts are wrong: mend them and start again. */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}
