package io.evenkeel.testchain.demo;

import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.testchain.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code evenkeel demo}: a chain with the real protocols, a market that moves, a vault that is kept level. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a chain with the real protocols, moves its market, keeps a vault level and shows it live.",
            "FORK_URL and FORK_ADDRESSES in the environment fork a real network instead.",
        })
public final class Demo implements Callable<Integer> {
    private static final Duration REDRAW_EVERY = Duration.ofMillis(150);
    private static final Duration CLEAN_UP = Duration.ofSeconds(20);
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "calm",
            description = {
                "calm, crash-2021-05-19, venue-paused, oracle-stale,",
                "four-venues, option-writer or venue-fails (default: ${DEFAULT-VALUE})"
            })
    private String scenarioName = "calm";

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "which one fails in venue-fails: perp-v2, aave-v3, perps-v2 or gmx-v2")
    private Optional<String> protocol = Optional.empty();

    @Option(
            names = "--how",
            paramLabel = "HOW",
            description = "in venue-fails: paused, upgraded, drained, executor-gone or liquidated")
    private Optional<String> how = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Span.class,
            description = "stop after this long by the wall clock, as in 90s or 5m")
    private Optional<Duration> limit = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of random paths (default: 1)")
    private long seed = 1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "play only so many minutes of the path; of the crash those around its low")
    private Optional<Integer> minutes = Optional.empty();

    @Option(names = "--json", description = "JSON lines instead of the screen, and one last line with the summary")
    private boolean json;

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() {
        return switch (Asked.of(scenarioName, protocol, how, seed, minutes)) {
            case Asked.Playable playable -> perform(playable.scenario());
            case Asked.Refused refused -> {
                System.err.println(refused.words());
                yield CommandLine.ExitCode.USAGE;
            }
        };
    }

    private int perform(Scenario scenario) {
        // Ctrl-C ends the market, not the summary: the JVM waits until the chain is down.
        Thread onInterrupt = new Thread(this::stopAndWait, "demo-stop");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (Stage stage = Stage.set(scenario, progress())) {
            play(stage, scenario);
            Map<String, Object> summary = stage.summary();
            if (json) {
                out.println(Documents.line(summary));
            } else {
                SummaryText.lines(summary).forEach(out::println);
            }
            out.flush();
            return CommandLine.ExitCode.OK;
        } finally {
            finished.countDown();
        }
    }

    private Progress progress() {
        long started = System.nanoTime();
        // Standard output belongs to the JSON lines.
        return what -> System.err.printf("demo: %5.1f s  %s%n", (System.nanoTime() - started) / 1e9, what);
    }

    private void play(Stage stage, Scenario scenario) {
        long started = System.nanoTime();
        boolean terminal = !json && Terminal.isAttached();
        Screen screen = new Screen(terminal);
        long drawn = 0;
        if (terminal) {
            out.print(HIDE_CURSOR + HOME + CLEAR_BELOW);
        }
        try {
            while (!stopping.get() && !stage.play().done() && !timeIsUp(started)) {
                stage.play().step();
                boolean due = System.nanoTime() - drawn >= REDRAW_EVERY.toNanos();
                Optional<Frame> frame =
                        stage.ledger().frame(scenario, stage.play().progress());
                if (frame.isEmpty()) {
                    stage.ledger().newestNote().ifPresent(note -> System.err.println("demo: " + note));
                } else if (json) {
                    frame.ifPresent(now -> out.println(Documents.line(FrameJson.of(now))));
                } else if (terminal && due && frame.isPresent()) {
                    redraw(screen.draw(frame.get()));
                    drawn = System.nanoTime();
                } else if (!terminal && frame.isPresent() && stage.everySoOften()) {
                    screen.draw(frame.get()).forEach(out::println);
                    out.println();
                }
                out.flush();
            }
            if (terminal) {
                stage.ledger().frame(scenario, stage.play().progress()).ifPresent(last -> redraw(screen.draw(last)));
            }
        } finally {
            if (terminal) {
                out.println(SHOW_CURSOR);
                out.flush();
            }
        }
    }

    private void redraw(List<String> lines) {
        StringBuilder page = new StringBuilder(HOME);
        lines.forEach(line -> page.append(line).append(CLEAR_LINE).append('\n'));
        out.print(page.append(CLEAR_BELOW));
    }

    private boolean timeIsUp(long started) {
        return limit.filter(most -> System.nanoTime() - started >= most.toNanos())
                .isPresent();
    }

    private void stopAndWait() {
        stopping.set(true);
        try {
            if (!finished.await(CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("demo: gave up waiting for the chain to stop");
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** 90s, 5m, 1h. */
    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
                throw new TypeConversionException("'" + text + "' is not a time; want 90s, 5m or 1h");
            }
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
    }
}
