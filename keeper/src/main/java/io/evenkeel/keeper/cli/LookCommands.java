package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.check.CheckResult;
import io.evenkeel.keeper.check.SignerCheck;
import io.evenkeel.keeper.operate.OperatorOrders;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.keeper.sign.SignerOpening;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.PlanOutcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that look and decide, and send nothing. Only {@code check} opens the key, to see whether it opens. */
final class LookCommands {
    private LookCommands() {}

    /** Opens what the configuration names, or says why not. */
    abstract static class Look implements Callable<Integer> {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter errors = spec.commandLine().getErr();
            Optional<ReadOnlyKeeper> opened = config.read(errors).flatMap(read -> Opening.readOnly(read, errors));
            if (opened.isEmpty()) {
                return ExitCode.CONFIGURATION;
            }
            try (ReadOnlyKeeper keeper = opened.get()) {
                return look(keeper, out, errors);
            } finally {
                out.flush();
            }
        }

        abstract int look(ReadOnlyKeeper keeper, PrintWriter out, PrintWriter errors);
    }

    /** Looks at a snapshot, where there is one. */
    abstract static class LookAtVault extends Look {
        @Override
        int look(ReadOnlyKeeper keeper, PrintWriter out, PrintWriter errors) {
            return switch (keeper.snapshots().read()) {
                case SnapshotOutcome.Refused refused -> {
                    refused.reasons().forEach(reason -> errors.println("cannot say: " + reason));
                    yield ExitCode.UNAVAILABLE;
                }
                case SnapshotOutcome.Taken taken -> {
                    List<String> warnings = new ArrayList<>(taken.warnings());
                    taken.notInPolicy()
                            .forEach(venue -> warnings.add("the policy on chain has no market '" + venue.name() + "'"));
                    keeper.config()
                            .estimates()
                            .names()
                            .forEach(name -> warnings.add(
                                    "the " + name + " is measured by the keeper while it runs; here it is what is"
                                            + " believed until then"));
                    yield look(keeper, taken.snapshot(), warnings, out);
                }
            };
        }

        abstract int look(ReadOnlyKeeper keeper, MarketSnapshot snapshot, List<String> warnings, PrintWriter out);

        static void print(List<String> warnings, PrintWriter out) {
            warnings.forEach(warning -> out.println("warning    " + warning));
        }
    }

    @Command(name = "plan", description = "Decide once, print what would be done and why. Sends nothing.")
    static final class Plan extends LookAtVault {
        @Option(names = "--json", description = "one JSON object instead of words")
        private boolean json;

        @Override
        int look(ReadOnlyKeeper keeper, MarketSnapshot snapshot, List<String> warnings, PrintWriter out) {
            List<String> reasons = keeper.reduceOnly().reasons(snapshot);
            OperatorOrders orders = keeper.orders().read();
            Decision decision = keeper.planner().plan(snapshot, orders.standing(), reasons);
            ExplainedPlan plan = ExplainedPlan.of(
                    snapshot,
                    keeper.config().limits(),
                    decision,
                    warnings,
                    reasons,
                    words(orders),
                    orders.standing() instanceof Standing.Paused);
            if (json) {
                out.println(Documents.line(PlanFigures.of(plan)));
            } else {
                print(warnings, out);
                Words.of(snapshot).forEach(out::println);
                reasons.forEach(reason -> out.println("reduce-only because " + reason));
                if (!(orders.standing() instanceof Standing.Hedging)) {
                    out.println("orders     " + plan.orders());
                }
                out.println();
                PlanText.of(plan).forEach(out::println);
            }
            return decision instanceof Decision.Refuse ? ExitCode.NOT_WELL : ExitCode.DONE;
        }
    }

    @Command(name = "status", description = "What the vault holds, what hedges it, how far it is from its limits.")
    static final class Status extends LookAtVault {
        @Override
        int look(ReadOnlyKeeper keeper, MarketSnapshot snapshot, List<String> warnings, PrintWriter out) {
            print(warnings, out);
            Words.of(snapshot).forEach(out::println);
            MarginTable.of(snapshot, keeper.config().limits()).forEach(out::println);
            ExposureTable.of(snapshot).forEach(out::println);
            StressTable.of(PlanOutcome.asItIs(snapshot, keeper.config().limits()))
                    .forEach(out::println);
            keeper.endpoints().reports().forEach(each -> out.println("endpoint   " + each.words()));
            HealthNews.lines(keeper.health().quarantines()).forEach(line -> out.println("suspect    " + line));
            out.println("orders     " + words(keeper.orders().read()));
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "check",
            description =
                    "Configuration, endpoints, contracts, permissions, prices, the keeper's own gas. Sends nothing.")
    static final class Check extends Look {
        @Override
        int look(ReadOnlyKeeper keeper, PrintWriter out, PrintWriter errors) {
            List<CheckResult> results = new ArrayList<>();
            results.add(signer(keeper));
            results.addAll(keeper.check().run());
            print(results, out);
            return results.stream().anyMatch(result -> result.verdict() != CheckResult.Verdict.OK)
                    ? ExitCode.NOT_WELL
                    : ExitCode.DONE;
        }
    }

    /** Opens the key where nobody has to be asked for it, asks whoever holds it, and closes it again. */
    private static CheckResult signer(ReadOnlyKeeper keeper) {
        return switch (KeyHolders.openUnattended(keeper.config().key().holder())) {
            case SignerOpening.Opened opened -> {
                try (TransactionSigner signer = opened.signer()) {
                    yield SignerCheck.of(signer);
                }
            }
            case SignerOpening.Refused refused ->
                KeyHolders.needsAPersonToOpen(keeper.config().key().holder())
                        ? SignerCheck.notOpened(keeper.keeper(), refused.reason())
                        : SignerCheck.refused(refused.reason());
        };
    }

    private static String words(OperatorOrders orders) {
        String acknowledged =
                orders.acknowledged().isEmpty() ? "" : ", acknowledged " + String.join(", ", orders.acknowledged());
        return switch (orders.standing()) {
                    case Standing.Hedging hedging -> "hedging";
                    case Standing.Paused paused -> "paused since " + paused.since() + ": " + paused.why();
                    case Standing.Unwinding unwinding ->
                        "unwinding since " + unwinding.since() + ": " + unwinding.why();
                    case Standing.Closing closing ->
                        "closing " + closing.venue() + " since " + closing.since() + ": " + closing.why();
                }
                + acknowledged;
    }

    static void print(List<CheckResult> results, PrintWriter out) {
        for (CheckResult result : results) {
            String verdict = result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
            out.println(String.format(Locale.ROOT, "%-11s %s: %s", verdict, result.subject(), result.words()));
        }
    }
}
