package io.evenkeel.keeper.cli;

import java.io.PrintWriter;
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
            KeysCommand.class,
            JournalCommand.class,
            BacktestCommand.class,
            EvidenceCommand.class,
            ExploreCommand.class,
            Rehearse.class,
        })
public final class Commands {
    private Commands() {}

    /** @return the exit code, see {@link ExitCode} */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    /**
     * The same for somebody who reads what is said. Logs go their own way.
     *
     * @param out what was asked for
     * @param errors what is wrong, and how to mend it
     */
    public static int execute(PrintWriter out, PrintWriter errors, String... arguments) {
        return commandLine().setOut(out).setErr(errors).execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Commands());
        commands.setParameterExceptionHandler((problem, given) -> {
            problem.getCommandLine().getErr().println(withoutKeys(String.valueOf(problem.getMessage())));
            problem.getCommandLine().usage(problem.getCommandLine().getErr());
            return ExitCode.USAGE;
        });
        commands.getSubcommands().values().forEach(Commands::withHelp);
        return commands;
    }

    /** A private key that was given as an argument by mistake is in the shell's history; it need not be in a log too. */
    private static String withoutKeys(String message) {
        return message.replaceAll("[0-9a-fA-F]{64}", "(64 hex digits)");
    }

    private static void withHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Commands::withHelp);
    }
}
