package io.evenkeel.testchain.process;

import io.evenkeel.keeper.Main;
import io.evenkeel.testchain.NodePackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program itself in a JVM of its own, started as the launcher starts it. Whatever it says is kept. Where the
 * launcher has left its arguments, as it does for the torture, they are used as they are, archive and all.
 */
public final class KeeperProcess implements AutoCloseable {
    /** Names a file with the arguments the launcher gives a JVM, up to and including the main class. */
    public static final String LAUNCH_PROPERTY = "evenkeel.launch";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern LAUNCHER_FLAGS = Pattern.compile("jvm_flags='([^']+)'");

    private final Process process;
    private final long startedNanos = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final List<Duration> saidAfter = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private KeeperProcess(Process process) {
        this.process = process;
        // not virtual: reading a process's output keeps hold of a carrier, and a few processes would take them all
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    public static KeeperProcess start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch());
        command.addAll(Arrays.asList(arguments));
        try {
            return new KeeperProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How many lines it has said; where to look for the next ones from. */
    public synchronized int linesSaid() {
        return lines.size();
    }

    /** The first line with this part. */
    public String awaitLine(String part) {
        return awaitLine(part, 0);
    }

    /** The first line with this part, of those from this index on. */
    public synchronized String awaitLine(String part, int from) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int next = from;
        while (true) {
            for (; next < lines.size(); next++) {
                if (lines.get(next).contains(part)) {
                    return lines.get(next);
                }
            }
            long milliseconds = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || milliseconds <= 0) {
                throw new AssertionError("the keeper " + (ended ? "ended" : "went on") + " without saying '" + part
                        + "':\n" + String.join("\n", lines));
            }
            try {
                wait(milliseconds);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", stop);
            }
        }
    }

    /**
     * Waits for a line that some words are part of, but not long.
     *
     * @param from the index of the first line that counts
     * @return whether there is one; false at once when it has ended without
     */
    public synchronized boolean says(Predicate<String> wanted, int from, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = from;
        while (true) {
            for (; next < lines.size(); next++) {
                if (wanted.test(lines.get(next))) {
                    return true;
                }
            }
            long milliseconds = (deadline - System.nanoTime()) / 1_000_000;
            if (ended || milliseconds <= 0) {
                return false;
            }
            try {
                wait(milliseconds);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** How long after its process was started it said the first line with this part; empty when it has not. */
    public synchronized Optional<Duration> saidAfter(String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return Optional.of(saidAfter.get(i));
            }
        }
        return Optional.empty();
    }

    /** Its lines so far. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has said so far. */
    public synchronized String said() {
        return String.join("\n", lines);
    }

    /** SIGTERM. @return the exit code */
    public int terminate() {
        process.destroy();
        return exitCode();
    }

    /** SIGKILL: nothing of its own runs any more. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the keeper does not end:\n" + said());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    /** What it occupies now, as the operating system counts it; Linux only. */
    public int residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D+", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }

    private void read() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                synchronized (this) {
                    lines.add(line);
                    saidAfter.add(Duration.ofNanos(System.nanoTime() - startedNanos));
                    notifyAll();
                }
            }
        } catch (IOException killed) {
            // A killed process has no more to say.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private static List<String> launch() {
        String file = System.getProperty(LAUNCH_PROPERTY);
        if (file != null) {
            return List.of("@" + file);
        }
        List<String> arguments = new ArrayList<>(launcherFlags());
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return arguments;
    }

    private static List<String> launcherFlags() {
        Path launcher = NodePackages.find().folder().resolveSibling("evenkeel");
        try {
            Matcher found = LAUNCHER_FLAGS.matcher(Files.readString(launcher));
            if (!found.find()) {
                throw new AssertionError(launcher + " has no jvm_flags");
            }
            return List.of(found.group(1).split(" "));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
