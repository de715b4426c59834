package io.evenkeel.keeper.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every command. */
@Command(
        name = "evenkeel",
        version = "evenkeel 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Keeps a DeFi vault on an even keel.",
        subcommands = {
            Run.class,
            LookCommands.Plan.class,
            LookCommands.Status.class,
            LookCommands.Check.class,
            OrderCommands.Pause.class,
            OrderCommands.Resume.class,
            OrderCommands.Unwind.class,
            OrderCommands.Close.class,
            OrderCommands.Acknowledge.class,
        })
public final class Commands {
    private Commands() {}

    /** @return the exit code, see {@link ExitCode} */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Commands());
        commands.setParameterExceptionHandler((problem, given) -> {
            problem.getCommandLine().getErr().println(problem.getMessage());
            problem.getCommandLine().usage(problem.getCommandLine().getErr());
            return ExitCode.USAGE;
        });
        commands.getSubcommands().values().forEach(Commands::withHelp);
        return commands;
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
    }
}
