package io.evenkeel.keeper.cli;

import io.evenkeel.backtest.Backtest;
import io.evenkeel.backtest.BacktestResult;
import io.evenkeel.backtest.BacktestSummary;
import io.evenkeel.backtest.VenueTerms;
import io.evenkeel.keeper.adapter.fastcsv.CsvTableFile;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.backtest.BacktestConfig;
import io.evenkeel.keeper.backtest.BacktestConfigReader;
import io.evenkeel.keeper.backtest.History;
import io.evenkeel.keeper.backtest.Plans;
import io.evenkeel.keeper.backtest.example.ExampleFiles;
import io.evenkeel.keeper.backtest.report.AttributionTerm;
import io.evenkeel.keeper.backtest.report.FarOutside;
import io.evenkeel.keeper.backtest.report.Figures;
import io.evenkeel.keeper.backtest.report.Report;
import io.evenkeel.keeper.backtest.report.ReportContent;
import io.evenkeel.keeper.backtest.report.Shown;
import io.evenkeel.keeper.backtest.series.Faults;
import io.evenkeel.keeper.backtest.series.Quality;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays history and writes what came of it. Needs no chain and no key. */
@Command(
        name = "backtest",
        description = "Replay recorded prices with the keeper's own decisions; write a report and every figure.")
public final class BacktestCommand implements Callable<Integer> {
    /** Set by the launcher where the error output is a terminal. */
    private static final String TERMINAL = "evenkeel.terminal";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the back-test's configuration, one YAML file (docs/backtest.yaml is one)")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "backtest.html",
            description = "the report (default: ${DEFAULT-VALUE}); every figure goes beside it as .json")
    private Path out = Path.of("backtest.html");

    @Option(names = "--data", paramLabel = "DIR", description = "where the data is, instead of data.folder")
    private @Nullable Path data;

    @Option(names = "--json", description = "end with one line of JSON instead of words")
    private boolean json;

    @Option(names = "--example", paramLabel = "DIR", description = "write an example to run, and stop")
    private @Nullable Path example;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + ExampleFiles.SEED,
            description = "of the example's history (default: ${DEFAULT-VALUE})")
    private long seed = ExampleFiles.SEED;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter words = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        try {
            if (example != null) {
                return example(example, words, errors);
            }
            if (file == null) {
                errors.println("backtest wants -c FILE; --example DIR writes one to begin with");
                return ExitCode.USAGE;
            }
            return backtest(file, words, errors);
        } finally {
            words.flush();
            errors.flush();
        }
    }

    private int example(Path folder, PrintWriter words, PrintWriter errors) {
        try {
            Path configuration = ExampleFiles.write(folder, seed);
            words.println("wrote " + configuration + " and its history; now: ./evenkeel backtest -c " + configuration);
            return ExitCode.DONE;
        } catch (IOException failed) {
            errors.println("--example " + folder + ": cannot write " + failed.getMessage());
            return ExitCode.CANNOT_WRITE;
        }
    }

    private int backtest(Path configuration, PrintWriter words, PrintWriter errors) {
        return switch (BacktestConfigReader.read(configuration, Optional.ofNullable(data))) {
            case BacktestConfigReader.Outcome.Invalid invalid -> {
                Problems.print(configuration, invalid.problems(), errors);
                yield ExitCode.CONFIGURATION;
            }
            case BacktestConfigReader.Outcome.Loaded loaded -> withHistory(loaded.config(), words, errors);
        };
    }

    private int withHistory(BacktestConfig config, PrintWriter words, PrintWriter errors) {
        return switch (History.load(config.data(), new CsvTableFile())) {
            case History.Outcome.Faulty faulty -> {
                print(faulty.faults(), errors);
                yield ExitCode.DATA;
            }
            case History.Outcome.Loaded loaded -> run(config, loaded.history(), words, errors);
        };
    }

    private static void print(Faults faults, PrintWriter errors) {
        errors.println(
                "the data has " + faults.count() + (faults.count() == 1 ? " fault" : " faults") + "; nothing was run:");
        faults.lines().forEach(line -> errors.println("  " + line));
    }

    private int run(BacktestConfig config, History history, PrintWriter words, PrintWriter errors) {
        for (Quality quality : history.quality()) {
            errors.println("read " + quality.rowsRead() + " rows of " + quality.name() + " from " + quality.fileName()
                    + (quality.gapCount() == 0
                            ? ""
                            : ", " + quality.barsMissing() + " bars missing in " + quality.gapCount()
                                    + (quality.gapCount() == 1 ? " gap, " : " gaps, ")
                                    + quality.barsFilled() + " filled"));
        }
        errors.flush();
        Progress progress = new Progress(errors, Boolean.getBoolean(TERMINAL));
        BacktestResult result = Backtest.run(history.input(), Plans.of(config), progress);
        double seconds = progress.seconds();
        ReportContent content = new ReportContent(
                config.title(),
                config.base(),
                config.quote(),
                config.data().barWidth().toSeconds(),
                result,
                config.venues().stream().map(VenueTerms::name).toList(),
                history.quality(),
                history.notes(),
                config.text());
        Path figures = beside(out);
        try {
            replace(out, Report.html(content));
            replace(figures, Documents.line(Figures.all(content)) + "\n");
        } catch (IOException failed) {
            errors.println("--out " + out + ": cannot write " + failed.getMessage());
            return ExitCode.CANNOT_WRITE;
        }
        errors.println("wrote " + out + " and " + figures);
        if (json) {
            words.println(Documents.line(Figures.summaryLine(result, seconds)));
        } else {
            print(config, result, seconds, words);
        }
        return ExitCode.DONE;
    }

    private static void print(BacktestConfig config, BacktestResult result, double seconds, PrintWriter words) {
        BacktestSummary summary = result.summary();
        words.println(config.title());
        line(words, "rule", summary.rule());
        line(
                words,
                "history",
                String.format(
                        Locale.ROOT,
                        "%,d bars, %s, replayed in %.2f s",
                        summary.bars(),
                        Shown.span(summary.historySeconds()),
                        seconds));
        line(words, "trades", String.format(Locale.ROOT, "%,d legs", summary.trades()));
        line(words, "cost", Shown.number(summary.cost()) + " " + config.quote());
        line(words, "residual variance", Shown.percent(summary.residualVarianceRatio()) + " of the unhedged");
        line(
                words,
                "of a bar",
                "RMS " + Shown.number(summary.rms()) + ", standard deviation " + Shown.number(summary.std())
                        + ", worst twentieth " + Shown.number(summary.cvar5()));
        line(words, "nearest liquidation", Shown.percent(summary.minLiquidationDistance()) + " of the price");
        line(words, "far outside the band", Shown.percent(FarOutside.part(result.series())) + " of the points");
        line(words, "liquidations", Integer.toString(summary.liquidations()));
        line(words, "hedged made", Shown.number(summary.finalHedged()) + " " + config.quote());
        for (AttributionTerm term : AttributionTerm.values()) {
            double amount = term.of(summary.attribution());
            if (amount != 0) {
                line(words, "  " + term.label(), Shown.number(amount));
            }
        }
        line(words, "unhedged made", Shown.number(summary.finalUnhedged()) + " " + config.quote());
    }

    private static void line(PrintWriter words, String name, String figure) {
        words.println(String.format(Locale.ROOT, "%-26s%s", name, figure));
    }

    /** The same name with another ending. */
    private static Path beside(Path report) {
        String name =
                report.getFileName() == null ? "backtest" : report.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return report.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
    }

    /** A reader sees the old text or the new, never half of one. */
    private static void replace(Path target, String text) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path next = target.resolveSibling(target.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
