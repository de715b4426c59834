package io.evenkeel.testchain.torture;

import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.testchain.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evenkeel torture}: kills the real keeper over and over and compares the chain's books with the journal's. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Kills the real keeper with SIGKILL at random points of real cycles, behind a line that fails in every way,",
            "and compares after each kill what the chain and the journal say. Exit code 1 when anything ran twice, was",
            "lost, got stuck or was left unresolved."
        })
public final class Torture implements Callable<Integer> {
    private static final int KILLS_BETWEEN_QUIET = 50;
    private static final int KILLS_BETWEEN_LINES = 10;
    private static final long CLEAN_UP_SECONDS = 30;

    /** Which nodes are to be played on. */
    enum Nodes {
        ANVIL(Arena.Node.ANVIL),
        HARDHAT(Arena.Node.HARDHAT),
        BOTH(Arena.Node.ANVIL, Arena.Node.HARDHAT);

        private final List<Arena.Node> all;

        Nodes(Arena.Node... all) {
            this.all = List.of(all);
        }
    }

    @Option(names = "--kills", paramLabel = "N", defaultValue = "100", description = "how many (default: 100)")
    private int kills = 100;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "of every chance (default: 1)")
    private long seed = 1;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "BOTH",
            description = "anvil, hardhat or both, half of the kills each (default: both)")
    private Nodes nodes = Nodes.BOTH;

    @Option(
            names = "--json",
            description = "a JSON line every " + KILLS_BETWEEN_LINES + " kills; the last line sums up")
    private boolean json;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final long startedNanos = System.nanoTime();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        if (kills < nodes.all.size()) {
            System.err.println("--kills " + kills + ": at least one on each node");
            return CommandLine.ExitCode.USAGE;
        }
        // Ctrl-C ends the killing, not the summary.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "torture-stop"));
        Tally tally = new Tally();
        try {
            int left = kills;
            for (int i = 0; i < nodes.all.size(); i++) {
                int share = left / (nodes.all.size() - i);
                left -= share;
                tortureOn(nodes.all.get(i), share, seed + i, tally);
            }
            summary(tally);
            return tally.isClean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            finished.countDown();
        }
    }

    private void tortureOn(Arena.Node node, int share, long nodeSeed, Tally tally) {
        String name = node.name().toLowerCase(Locale.ROOT);
        Evidence evidence = new Evidence(folder(name));
        try (Arena arena = Arena.open(node, evidence.folder(), nodeSeed, progress())) {
            progress().report(name + ": a vault is deployed and filled; seed " + nodeSeed);
            Campaign campaign = new Campaign(arena, tally, evidence, nodeSeed);
            for (int i = 1; i <= share && !stopping.get(); i++) {
                tell(campaign.kill());
                if (i % KILLS_BETWEEN_QUIET == 0 && i < share) {
                    tell(campaign.quiet());
                }
                if (tally.kills() % KILLS_BETWEEN_LINES == 0) {
                    line(name, tally);
                }
            }
            tell(campaign.quiet());
            tally.leftUnresolved(campaign.unresolved());
            campaign.close();
        }
        if (evidence.tidyUp()) {
            System.err.println(
                    "torture: what went wrong on " + name + ", with the journals, is in " + evidence.folder());
        }
    }

    private static Path folder(String node) {
        try {
            return Files.createTempDirectory("evenkeel-torture-" + node + "-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void tell(List<Finding> findings) {
        findings.forEach(finding -> System.err.println("torture: " + finding.kind() + ": " + finding.words()));
    }

    private Progress progress() {
        // Standard output belongs to the JSON lines.
        return what -> System.err.printf(Locale.ROOT, "torture: %5.0f s  %s%n", seconds(), what);
    }

    private void line(String node, Tally tally) {
        Map<String, Object> figures = figures(tally);
        if (json) {
            out.println(Documents.line(figures));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%5d of %d kills  %-7s %4.1f s each  %s cycles  doubled %s  lost %s  stuck %s  safe after %s ms (p99 %s)%n",
                tally.kills(),
                kills,
                node,
                seconds() / tally.kills(),
                figures.get("cycles"),
                figures.get("doubled"),
                figures.get("lost"),
                figures.get("stuck"),
                figures.get("time_to_safe_ms_p50"),
                figures.get("time_to_safe_ms_p99"));
    }

    private void summary(Tally tally) {
        Map<String, Object> figures = figures(tally);
        if (json) {
            out.println(Documents.line(figures));
        } else {
            figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-20s %s%n", name, value));
        }
    }

    private Map<String, Object> figures(Tally tally) {
        Map<String, Object> figures = new LinkedHashMap<>(tally.figures());
        figures.put("seed", seed);
        figures.put("seconds", Math.round(seconds()));
        figures.put(
                "load_average",
                Math.round(10 * ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()) / 10.0);
        return figures;
    }

    private double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private void stopAndWait() {
        stopping.set(true);
        try {
            if (!finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("torture: gave up waiting for the chain to stop");
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }
}
