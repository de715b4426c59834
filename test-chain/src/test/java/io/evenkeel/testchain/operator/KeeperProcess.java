package io.evenkeel.testchain.operator;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program itself in a JVM of its own, started with the launcher's flags. Whatever it says is kept. */
final class KeeperProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern LAUNCHER_FLAGS = Pattern.compile("jvm_flags='([^']+)'");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private KeeperProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static KeeperProcess start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launcherFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        try {
            return new KeeperProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How many lines it has said; where to look for the next ones from. */
    synchronized int linesSaid() {
        return lines.size();
    }

    /** The first line with this part. */
    String awaitLine(String part) {
        return awaitLine(part, 0);
    }

    /** The first line with this part, of those from this index on. */
    synchronized String awaitLine(String part, int from) {
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

    /** Everything it has said so far. */
    synchronized String said() {
        return String.join("\n", lines);
    }

    /** SIGTERM. @return the exit code */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    /** SIGKILL: nothing of its own runs any more. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits for its end. */
    int exitCode() {
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
    int residentMegabytes() {
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
