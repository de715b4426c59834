package io.evenkeel.keeper.cli;

import io.evenkeel.evidence.EvidenceRow;
import io.evenkeel.evidence.Experiment;
import io.evenkeel.evidence.Sampling;
import io.evenkeel.keeper.evidence.Catalogue;
import io.evenkeel.keeper.evidence.EvidenceRun;
import io.evenkeel.keeper.evidence.EvidenceRun.Planned;
import io.evenkeel.keeper.evidence.EvidenceText;
import io.evenkeel.keeper.evidence.HistoryFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Published experiments, run again: no configuration, no chain, no key. */
@Command(
        name = "evidence",
        description = "Run the published experiments again and print ours beside theirs. Exit code 1 if a cell fails.")
public final class EvidenceCommand implements Callable<Integer> {
    @Option(names = "--table", paramLabel = "NAME", description = "only this table; may be given several times")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--paths",
            paramLabel = "N",
            description = "scenarios per figure, at least " + Sampling.MIN_PATHS + " (default: what each table needs)")
    private @Nullable Integer paths;

    @Option(names = "--seed", paramLabel = "S", description = "of everything random (default: each table's own)")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "real histories, for the tables made with them (default: " + HistoryFolder.VARIABLE
                    + ", or shared/data beside the project)")
    private @Nullable Path data;

    @Option(names = "--json", description = "one JSON line per cell")
    private boolean json;

    @Option(names = "--markdown", description = "tables for a Markdown page")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        if (paths != null && paths < Sampling.MIN_PATHS) {
            errors.println("--paths must be at least " + Sampling.MIN_PATHS + ", was " + paths);
            return ExitCode.USAGE;
        }
        if (data != null && !Files.isDirectory(data)) {
            errors.println("--data " + data + " is no folder");
            return ExitCode.USAGE;
        }
        List<Experiment> known = Catalogue.experiments(data == null ? usualData() : Optional.of(data));
        List<String> names = known.stream().map(Experiment::table).toList();
        List<String> unknown =
                tables.stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            errors.println("no table " + String.join(", ", unknown) + "; there are " + String.join(", ", names));
            return ExitCode.USAGE;
        }
        List<Planned> planned = known.stream()
                .filter(each -> tables.isEmpty() || tables.contains(each.table()))
                .map(each -> new Planned(each, sampling(each.sampling())))
                .toList();
        EvidenceRun run = new EvidenceRun(Runtime.getRuntime().availableProcessors(), (experiment, part, done, all) -> {
            errors.println(
                    "[" + done + "/" + all + "] " + experiment.experiment().table() + ": " + part);
            errors.flush();
        });
        boolean passed = run.run(planned, (experiment, rows) -> {
            print(experiment, rows, out);
            out.flush();
        });
        return passed ? ExitCode.DONE : ExitCode.NOT_WELL;
    }

    private static Optional<Path> usualData() {
        return HistoryFolder.find(
                System.getProperty(HistoryFolder.PROPERTY),
                System.getenv(HistoryFolder.VARIABLE),
                System.getProperty("evenkeel.home"));
    }

    private Sampling sampling(Sampling usual) {
        return new Sampling(seed == null ? usual.seed() : seed, paths == null ? usual.paths() : paths);
    }

    private void print(Planned planned, List<EvidenceRow> rows, PrintWriter out) {
        if (json) {
            rows.forEach(row -> out.println(EvidenceText.json(row)));
            return;
        }
        Experiment experiment = planned.experiment();
        String how = EvidenceText.sampling(planned.sampling(), rows) + ": " + EvidenceText.tally(rows);
        if (markdown) {
            out.println("## " + experiment.table());
            out.println();
            out.println(experiment.description());
            out.println();
            out.println(how + ".");
            out.println();
            EvidenceText.markdown(rows).forEach(out::println);
        } else {
            out.println(experiment.table() + "   " + how);
            out.println(experiment.description());
            out.println();
            EvidenceText.aligned(rows).forEach(line -> out.println("  " + line));
        }
        out.println();
    }
}
