package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the journal, also while a keeper is writing it. */
@Command(
        name = "journal",
        description = "What was decided, signed, sent and seen; the story of one intent; all of it into a file.")
public final class JournalCommand implements Callable<Integer> {
    /** Intents read at a time, so that a long journal need not fit into memory. */
    private static final int PAGE = 200;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            arity = "0..2",
            paramLabel = "INTENT",
            description = "explain this one: its id or a beginning of it that no other has, a transaction's hash, or"
                    + " 'nonce' and a number")
    private List<String> intent = new ArrayList<>();

    @Option(names = "--last", defaultValue = "20", paramLabel = "N", description = "how many, 1 to 10000")
    private int last = 20;

    @Option(names = "--unsettled", description = "only what is not settled")
    private boolean unsettled;

    @Option(names = "--state", paramLabel = "STATE", description = "only these: ${COMPLETION-CANDIDATES}")
    private @Nullable IntentState state;

    @Option(names = "--since", paramLabel = "TIME", description = "decided since then, as 2026-03-01T12:00:00Z")
    private @Nullable Instant since;

    @Option(names = "--json", description = "one JSON object a line instead of words")
    private boolean json;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "write everything, oldest first, one JSON object for each intent; - is the output")
    private @Nullable Path export;

    @Option(names = "--verify", description = "look at every intent and line, whether they are as they were written")
    private boolean verify;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        if (last < 1 || last > 10_000) {
            errors.println("--last must be 1 to 10000, was " + last);
            return ExitCode.USAGE;
        }
        Optional<KeeperConfig> read = config.read(errors);
        if (read.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        if (verify) {
            return told(Wiring.verifyJournal(read.get()), out, errors);
        }
        return switch (Wiring.journalToRead(read.get())) {
            case JournalOpening.Refused refused -> {
                errors.println(refused.reason());
                yield ExitCode.UNAVAILABLE;
            }
            case JournalOpening.Opened opened -> {
                try (Journal journal = opened.journal()) {
                    yield show(journal, out, errors);
                } finally {
                    out.flush();
                }
            }
        };
    }

    private static int told(Verification verification, PrintWriter out, PrintWriter errors) {
        return switch (verification) {
            case Verification.Sound sound -> {
                out.println(sound.intents() + " intents and " + sound.lines() + " lines are as they were written");
                yield ExitCode.DONE;
            }
            case Verification.Faulty faulty -> {
                faulty.faults().forEach(errors::println);
                errors.println("found wrong: " + faulty.faults().size() + ", in " + faulty.intents() + " intents and "
                        + faulty.lines() + " lines; put back the newest copy with nothing wrong in it");
                yield ExitCode.DATA;
            }
            case Verification.Refused refused -> {
                errors.println(refused.reason());
                yield ExitCode.UNAVAILABLE;
            }
        };
    }

    private int show(Journal journal, PrintWriter out, PrintWriter errors) {
        if (export != null) {
            return export(journal, export, out, errors);
        }
        return intent.isEmpty() ? list(journal, out) : explain(journal, out, errors);
    }

    private int list(Journal journal, PrintWriter out) {
        List<IntentEntry> shown = new ArrayList<>();
        Optional<IntentEntry> before = Optional.empty();
        List<IntentEntry> page;
        do {
            page = journal.olderThan(before.map(each -> each.intent().intentId()), PAGE);
            page.stream().filter(this::isWanted).limit(last - shown.size()).forEach(shown::add);
            before = page.isEmpty() ? before : Optional.of(page.getLast());
        } while (shown.size() < last && !page.isEmpty() && !isTooOld(page.getLast()));
        for (IntentEntry each : shown) {
            if (json) {
                print(journal, each, out);
            } else {
                out.println(each.intent().decidedAt() + "  " + each.state() + "  "
                        + each.intent().intentId() + "  "
                        + (each.note().isEmpty() ? each.intent().why() : each.note()));
            }
        }
        return ExitCode.DONE;
    }

    private boolean isWanted(IntentEntry entry) {
        return !(unsettled && entry.state().isResolved())
                && (state == null || entry.state() == state)
                && !isTooOld(entry);
    }

    private boolean isTooOld(IntentEntry entry) {
        return since != null && entry.intent().decidedAt().isBefore(since);
    }

    private int explain(Journal journal, PrintWriter out, PrintWriter errors) {
        String name = String.join(" ", intent).toLowerCase(Locale.ROOT);
        List<IntentEntry> found = new ArrayList<>();
        Optional<IntentEntry> before = Optional.empty();
        List<IntentEntry> page;
        do {
            page = journal.olderThan(before.map(each -> each.intent().intentId()), PAGE);
            page.stream().filter(each -> isMeant(each, name)).forEach(found::add);
            before = page.isEmpty() ? before : Optional.of(page.getLast());
        } while (found.size() < last && !page.isEmpty());
        boolean byNonce = name.startsWith("nonce ");
        if (found.isEmpty()) {
            errors.println("the journal has no intent " + name);
            return ExitCode.USAGE;
        }
        if (found.size() > 1 && !byNonce) {
            errors.println(name + " is the beginning of " + found.size() + " intents:");
            found.forEach(each -> errors.println("  " + each.intent().intentId() + "  " + each.state()));
            return ExitCode.USAGE;
        }
        for (IntentEntry each : found) {
            if (json) {
                print(journal, each, out);
            } else {
                JournalStory.of(each, journal.history(each.intent().intentId())).forEach(out::println);
            }
        }
        return ExitCode.DONE;
    }

    private static boolean isMeant(IntentEntry entry, String name) {
        Stream<String> hashes = entry.attempts().stream()
                .flatMap(each -> each.signed().stream())
                .map(signed -> signed.hash().hex());
        return entry.intent().intentId().hex().startsWith(name)
                || hashes.anyMatch(name::equals)
                || entry.attempts().stream()
                        .anyMatch(each -> name.equals(
                                "nonce " + each.record().transaction().nonce()));
    }

    private static void print(Journal journal, IntentEntry entry, PrintWriter out) {
        out.println(Documents.line(
                JournalFigures.of(entry, journal.history(entry.intent().intentId()))));
    }

    /** Under another name first: a file of the given name is always whole. */
    private static int export(Journal journal, Path file, PrintWriter out, PrintWriter errors) {
        if (file.toString().equals("-")) {
            writeAll(journal, out);
            return ExitCode.DONE;
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            long intents;
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8))) {
                intents = writeAll(journal, writer);
                if (writer.checkError()) {
                    throw new IOException("not all of it could be written");
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out.println(intents + " intents in " + file);
            return ExitCode.DONE;
        } catch (IOException e) {
            errors.println(file + " cannot be written: " + e.getMessage());
            return ExitCode.CANNOT_WRITE;
        }
    }

    private static long writeAll(Journal journal, PrintWriter out) {
        long written = 0;
        Optional<IntentEntry> before = Optional.empty();
        List<IntentEntry> page;
        do {
            page = journal.newerThan(before.map(each -> each.intent().intentId()), PAGE);
            page.forEach(each -> print(journal, each, out));
            written += page.size();
            before = page.isEmpty() ? before : Optional.of(page.getLast());
        } while (!page.isEmpty());
        return written;
    }
}
