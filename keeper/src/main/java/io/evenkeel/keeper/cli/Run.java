package io.evenkeel.keeper.cli;

import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.LiveKeeper;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.okhttp.LogSubscription;
import io.evenkeel.keeper.adapter.okhttp.SubscriptionTiming;
import io.evenkeel.keeper.adapter.quartz.QuartzSchedule;
import io.evenkeel.keeper.check.CheckResult;
import io.evenkeel.keeper.check.SignerCheck;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.HedgeCycle.Conduct;
import io.evenkeel.keeper.cycle.KeeperLoop;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.trigger.LogFilter;
import io.evenkeel.keeper.trigger.OracleMoves;
import io.evenkeel.keeper.trigger.TriggerQueue;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evenkeel run}: keeps the configured vault level until it is stopped. */
@Command(
        name = "run",
        description = "Keep the configured vault level until stopped (Ctrl-C or SIGTERM). What is under way is settled"
                + " by the next start.")
final class Run implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("evenkeel");
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--shadow", description = "everything but signing and sending")
    private boolean shadow;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        Optional<KeeperConfig> read = config.read(errors);
        if (read.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        Clock clock = Clock.systemUTC();
        Optional<Opening.Live> opened = Opening.live(read.get(), shadow ? Conduct.SHADOW : Conduct.LIVE, clock, errors);
        if (opened.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        End end = new End();
        try (LiveKeeper keeper = opened.get().keeper()) {
            Running running = Running.of(keeper, clock);
            // Before anything that takes time: what the last keeper left is looked at, and nothing new decided yet.
            running.recover();
            Optional<String> locked = opened.get().key().refusal();
            if (locked.isPresent()) {
                errors.println("key: " + locked.get());
                return ExitCode.CONFIGURATION;
            }
            List<CheckResult> results = new ArrayList<>();
            results.add(SignerCheck.of(keeper.signer()));
            results.addAll(keeper.reading().check().run());
            LookCommands.print(results, out);
            out.flush();
            if (mustNotRun(keeper, results)) {
                errors.println("not started: mend what failed above; nothing new was sent");
                return ExitCode.CONFIGURATION;
            }
            run(running, clock, end);
            end.clean = true;
        } finally {
            end.reached.countDown();
        }
        return ExitCode.DONE;
    }

    /** When everything has been closed, and whether the loop ended because it was asked to. */
    private static final class End {
        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile boolean clean;
    }

    /**
     * What a wrong configuration makes pointless ends the start. What time or somebody else can mend does not: with
     * every endpoint down, or no price, the keeper waits and says so, and helps as soon as it can.
     */
    private static boolean mustNotRun(LiveKeeper keeper, List<CheckResult> results) {
        if (keeper.reading().endpoints().anyOnAnotherChain()) {
            return true;
        }
        return results.stream()
                .anyMatch(result -> result.verdict() == CheckResult.Verdict.FAILED
                        && !result.subject().equals("endpoints")
                        && !result.subject().equals("gas"));
    }

    /** What runs on the loop's thread, put together before anything is asked of the network. */
    private record Running(
            LiveKeeper keeper, TriggerQueue triggers, OracleMoves oracle, KeeperLog log, KeeperLoop loop) {
        static Running of(LiveKeeper keeper, Clock clock) {
            KeeperConfig config = keeper.reading().config();
            TriggerQueue triggers = new TriggerQueue();
            OracleMoves oracle = new OracleMoves(
                    OracleMoveTrigger.of("base feed", config.triggers().oracleMove()), triggers);
            KeeperLog log = new KeeperLog(
                    config.stateDirectory().resolve("status.json"),
                    clock,
                    new EndpointNews(keeper.reading().endpoints()::reports),
                    new HealthNews(() -> news(keeper), keeper.reading().health()::quarantines),
                    outcome -> noteActed(outcome, oracle),
                    oracle::down);
            return new Running(
                    keeper,
                    triggers,
                    oracle,
                    log,
                    new KeeperLoop(triggers, keeper.cycle(), keeper.settlement(), log, keeper.lookout(), clock));
        }

        /** The first look at everything under way. Afterwards the keeper is safe: it knows what it may not repeat. */
        void recover() {
            loop.recover();
            log.recovered(Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
        }
    }

    private static void run(Running keeper, Clock clock, End end) {
        ReadOnlyKeeper reading = keeper.keeper().reading();
        // The step under way is finished before the JVM goes: a signature is never left between two records.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(keeper.loop(), end), "keeper-stop"));
        List<AutoCloseable> running = new ArrayList<>();
        try {
            running.add(QuartzSchedule.start(reading.config().triggers().every(), keeper.triggers(), clock));
            subscription(reading, keeper.oracle()).ifPresent(running::add);
            keeper.loop().run();
        } finally {
            running.reversed().forEach(Run::closeQuietly);
        }
    }

    private static List<String> news(LiveKeeper keeper) {
        List<String> news = new ArrayList<>(keeper.watched().news());
        news.addAll(keeper.cycle().news());
        return news;
    }

    private static void noteActed(CycleOutcome outcome, OracleMoves oracle) {
        if (!(outcome instanceof CycleOutcome.Failed) && !(outcome instanceof CycleOutcome.Waiting)) {
            oracle.acted();
        }
    }

    /** Over the endpoints that have a websocket, one at a time; without any the schedule alone starts cycles. */
    private static Optional<LogSubscription> subscription(ReadOnlyKeeper reading, OracleMoves oracle) {
        List<URI> lines = reading.config().chain().endpoints().stream()
                .flatMap(endpoint -> endpoint.websocket().stream())
                .toList();
        if (lines.isEmpty()) {
            LOG.warn(
                    "no endpoint has a websocket configured: only the schedule starts cycles, every {}",
                    reading.config().triggers().every());
            oracle.onDown("no endpoint has a websocket configured");
            return Optional.empty();
        }
        LogSubscription subscription = new LogSubscription(
                lines,
                () -> aggregatorsLogs(reading),
                () -> newestBlock(reading),
                new OracleLine(oracle),
                SubscriptionTiming.usual());
        subscription.start();
        return Optional.of(subscription);
    }

    /** The contract behind a feed's proxy changes when the feed's operators say so. */
    private static Optional<LogFilter> aggregatorsLogs(ReadOnlyKeeper reading) {
        return Wiring.aggregatorBehind(
                        reading.endpoints(),
                        reading.config().oracles().policy().base().feed())
                .map(aggregator -> OracleMoves.filter(List.of(aggregator)));
    }

    private static OptionalLong newestBlock(ReadOnlyKeeper reading) {
        return reading.endpoints().block(new BlockTag.Latest())
                                instanceof NodeAnswer.Answered<Optional<BlockHeader>> head
                        && head.value().isPresent()
                ? OptionalLong.of(head.value().get().number())
                : OptionalLong.empty();
    }

    private static void stopAndWait(KeeperLoop loop, End end) {
        loop.stop();
        try {
            if (!end.reached.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("stopped in the middle of a step; the next start settles it");
            } else if (end.clean) {
                // Left to itself the JVM would report the signal, as if the keeper had been cut off.
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception failed) {
            System.err.println("while stopping: " + failed.getMessage());
        }
    }
}
