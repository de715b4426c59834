package io.evenkeel.keeper;

import io.evenkeel.keeper.cli.Commands;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Commands.execute(arguments));
    }
}
