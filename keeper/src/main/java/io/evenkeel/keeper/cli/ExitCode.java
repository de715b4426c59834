package io.evenkeel.keeper.cli;

/** How a command ends, by the conventions of sysexits.h. */
public final class ExitCode {
    public static final int DONE = 0;
    /** Looked at everything, and something needs an operator. */
    public static final int NOT_WELL = 1;
    /** The command line itself. */
    public static final int USAGE = 64;
    /** Something needed could not be reached. */
    public static final int UNAVAILABLE = 69;
    /** The configuration, the key or the contracts are wrong: mend them and start again. */
    public static final int CONFIGURATION = 78;

    private ExitCode() {}
}
