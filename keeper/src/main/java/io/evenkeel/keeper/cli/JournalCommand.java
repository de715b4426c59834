package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Transition;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the journal, also while a keeper is writing it. */
@Command(name = "journal", description = "What was decided, signed, sent and seen; or the story of one intent.")
public final class JournalCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(arity = "0..1", paramLabel = "INTENT", description = "explain this one")
    private @Nullable String intent;

    @Option(names = "--last", defaultValue = "20", paramLabel = "N", description = "how many, 1 to 10000")
    private int last = 20;

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
        return switch (Wiring.journalToRead(read.get())) {
            case JournalOpening.Refused refused -> {
                errors.println(refused.reason());
                yield ExitCode.UNAVAILABLE;
            }
            case JournalOpening.Opened opened -> {
                try (Journal journal = opened.journal()) {
                    yield intent == null ? list(journal, out) : explain(journal, intent, out, errors);
                }
            }
        };
    }

    private int list(Journal journal, PrintWriter out) {
        for (IntentEntry each : journal.newest(last)) {
            out.println(each.intent().decidedAt() + "  " + each.state() + "  "
                    + each.intent().intentId() + "  "
                    + (each.note().isEmpty() ? each.intent().why() : each.note()));
        }
        return ExitCode.DONE;
    }

    private static int explain(Journal journal, String name, PrintWriter out, PrintWriter errors) {
        Optional<IntentEntry> found = parsed(name).flatMap(journal::find);
        if (found.isEmpty()) {
            errors.println("the journal has no intent " + name);
            return ExitCode.USAGE;
        }
        IntentEntry entry = found.get();
        out.println("intent " + entry.intent().intentId() + " is " + entry.state());
        out.println("  why       " + entry.intent().why());
        out.println("  account   " + entry.intent().account() + ", sequence "
                + entry.intent().sequence() + (entry.intent().urgent() ? ", urgent" : ""));
        out.println("  deadline  " + entry.intent().deadline());
        for (AttemptEntry each : entry.attempts()) {
            UnsignedTransaction transaction = each.record().transaction();
            out.println("  nonce " + transaction.nonce() + "  " + each.record().purpose() + "  at most "
                    + transaction.maxFee() + "  " + (each.voided() ? "never signed" : signature(each)));
        }
        for (Transition each : journal.history(entry.intent().intentId())) {
            out.println("  " + each.at() + "  " + each.state() + "  " + each.note());
        }
        return ExitCode.DONE;
    }

    private static String signature(AttemptEntry attempt) {
        String hash = attempt.signed().map(signed -> signed.hash().hex()).orElse("not signed yet");
        return hash + attempt.firstSentAt().map(at -> ", sent " + at).orElse("");
    }

    private static Optional<IntentId> parsed(String name) {
        try {
            return Optional.of(new IntentId(name));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
