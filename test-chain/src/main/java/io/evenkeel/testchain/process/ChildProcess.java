package io.evenkeel.testchain.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A program that runs as long as we do. It is expected to end by itself when its standard input ends, which also
 * happens when this JVM dies, however it dies: nothing is left behind.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REMEMBERED_LINES = 40;

    private final Process process;
    private final CompletableFuture<String> awaited = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread reader;

    private ChildProcess(Process process, Predicate<String> awaitedLine, Consumer<String> onLine) {
        this.process = process;
        // not virtual: reading a process's output keeps hold of a carrier, and a few processes would take them all
        this.reader = Thread.ofPlatform().daemon().start(() -> read(awaitedLine, onLine));
    }

    /**
     * Starts a program and reads everything it prints.
     *
     * @param environment added to our own
     * @param awaitedLine recognises the line {@link #awaitLine} returns
     * @param onLine hears every other line
     */
    public static ChildProcess start(
            List<String> command,
            Path directory,
            Map<String, String> environment,
            Predicate<String> awaitedLine,
            Consumer<String> onLine) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start(), awaitedLine, onLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for the line that says the program is ready.
     *
     * @throws IllegalStateException when it ends, or takes too long, before it says so; it is stopped then
     */
    public String awaitLine(Duration timeout) {
        try {
            return awaited.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed("ended before it was ready", e);
        } catch (TimeoutException e) {
            throw failed("was not ready within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            reader.join();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Predicate<String> awaitedLine, Consumer<String> onLine) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                if (awaitedLine.test(line)) {
                    awaited.complete(line);
                } else {
                    onLine.accept(line);
                }
            }
        } catch (IOException e) {
            remember("(reading its output failed: " + e + ")");
        }
        awaited.completeExceptionally(new IllegalStateException("end of output"));
    }

    private void remember(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
        }
    }

    private IllegalStateException failed(String what, Exception cause) {
        close();
        String command = process.info().commandLine().orElse("the program");
        synchronized (lastLines) {
            return new IllegalStateException(command + " " + what + ":\n" + String.join("\n", lastLines), cause);
        }
    }
}
