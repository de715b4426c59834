package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.explore.Explorer;
import io.evenkeel.keeper.explore.Explorer.Findings;
import io.evenkeel.keeper.explore.Fault;
import io.evenkeel.keeper.explore.Tally;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Breaks the sending third on purpose, many times over: no configuration, no chain, no key. */
@Command(
        name = "explore",
        description = "Let keepers live through random schedules of faults on a fake chain and a fake disk, and check"
                + " that nothing is lost and nothing doubled. Exit code 1 if an invariant broke.")
public final class ExploreCommand implements Callable<Integer> {
    private static final long MOST_SCHEDULES = 1_000_000_000L;

    /** Set by the launcher where the error output is a terminal. */
    private static final String TERMINAL = "evenkeel.terminal";

    /** A line of progress after so many schedules. */
    private static final long BETWEEN_LINES = 2_048;

    @Option(names = "--schedules", paramLabel = "N", description = "how many schedules (default: ${DEFAULT-VALUE})")
    private long schedules = 100_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "of the first schedule; the next has the next seed (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--story", description = "tell one schedule step by step; only with --schedules 1")
    private boolean story;

    @Option(names = "--json", description = "end with one line of JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        if (schedules < 1 || schedules > MOST_SCHEDULES) {
            errors.println("--schedules must be 1 to " + MOST_SCHEDULES + ", was " + schedules);
            return ExitCode.USAGE;
        }
        if (seed > Long.MAX_VALUE - schedules) {
            errors.println("--seed " + seed + " leaves no room for " + schedules + " seeds above it");
            return ExitCode.USAGE;
        }
        if (story && schedules != 1) {
            errors.println("--story tells one schedule: give --schedules 1 with it, was " + schedules);
            return ExitCode.USAGE;
        }
        Explorer explorer = new Explorer();
        if (story) {
            explorer.story(seed).forEach(out::println);
        }
        long started = System.nanoTime();
        Findings found =
                explorer.explore(seed, schedules, Runtime.getRuntime().availableProcessors(), progress(errors));
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (Boolean.getBoolean(TERMINAL)) {
            errors.println();
            errors.flush();
        }
        out.println(json ? inJson(found, took) : inWords(found, took));
        found.worst().ifPresent(worst -> {
            if (!story) {
                PrintWriter where = json ? errors : out;
                where.println("seed " + worst.seed() + " breaks something; shrunken to " + worst.steps() + " steps:");
                worst.story().forEach(where::println);
                where.println("the whole of it: ./evenkeel explore --seed " + worst.seed() + " --schedules 1 --story");
                where.flush();
            }
        });
        return found.brokenSeeds().isEmpty() ? ExitCode.DONE : ExitCode.NOT_WELL;
    }

    private Explorer.Progress progress(PrintWriter errors) {
        if (!Boolean.getBoolean(TERMINAL)) {
            return (done, broken) -> {};
        }
        AtomicLong next = new AtomicLong(BETWEEN_LINES);
        return (done, broken) -> {
            long due = next.get();
            if (done >= due && next.compareAndSet(due, done + BETWEEN_LINES)) {
                errors.print("\r" + done + " of " + schedules + " schedules, " + broken + " broken");
                errors.flush();
            }
        };
    }

    private String inWords(Findings found, Duration took) {
        Tally tally = found.tally();
        return String.format(
                Locale.ROOT,
                "%,d schedules from seed %d, %,d steps, %,d faults, %,d crashes, %,d reorganisations: %s"
                        + " (%.1f s; everything settled at most %d blocks after the faults stopped)",
                tally.schedules(),
                seed,
                tally.steps(),
                tally.faults().values().stream().mapToLong(Long::longValue).sum(),
                tally.crashes(),
                tally.of(Fault.REORGANISED),
                found.brokenSeeds().isEmpty()
                        ? "nothing broke"
                        : found.brokenSeeds().size() + " broke something",
                seconds(took),
                tally.mostQuietRounds());
    }

    private String inJson(Findings found, Duration took) {
        Tally tally = found.tally();
        String faults = tally.faults().entrySet().stream()
                .map(each -> "\"" + each.getKey().name().toLowerCase(Locale.ROOT) + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return String.format(
                Locale.ROOT,
                "{\"schedules\":%d,\"seed\":%d,\"steps\":%d,\"faults\":%s,\"crashes\":%d,\"reorgs\":%d,"
                        + "\"most_quiet_blocks\":%d,\"broken\":%d,\"broken_seeds\":%s,\"seconds\":%.1f}",
                tally.schedules(),
                seed,
                tally.steps(),
                faults,
                tally.crashes(),
                tally.of(Fault.REORGANISED),
                tally.mostQuietRounds(),
                found.brokenSeeds().size(),
                found.brokenSeeds().toString().replace(" ", ""),
                seconds(took));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1_000.0;
    }
}
