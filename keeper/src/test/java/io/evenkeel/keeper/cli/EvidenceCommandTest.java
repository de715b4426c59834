package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.evidence.HistoryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void everyCellIsALineOfJsonInTheOrderOfItsFields() {
        int code = run("--table", "derman-kamal", "--paths", "1000", "--json");

        List<String> lines = out.toString().lines().toList();
        assertThat(lines)
                .hasSize(8)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "\\{\"table\":\"derman-kamal\",\"row\":\"\\d+ hedges\",\"column\":\"[^\"]+\","
                                                + "\"published\":[-.\\dE]+,\"ours\":[-.\\dE]+,\"ci95\":[-.\\dE]+,\"pass\":(true|false)\\}"));
        boolean allPass = lines.stream().noneMatch(line -> line.contains("\"pass\":false"));
        assertThat(code).isEqualTo(allPass ? ExitCode.DONE : ExitCode.NOT_WELL);
        assertThat(errors.toString()).contains("[2/2] derman-kamal: ");
    }

    @Test
    void aCellThatFailsIsMarkedAndFailsTheCommand() {
        // with so few paths a mean of exactly zero is further off than 0.006 for almost any seed
        int code = run("--table", "derman-kamal", "--paths", "1000", "--seed", "5");

        assertThat(out.toString()).contains("seed 5, 1,000 paths").contains("FAIL");
        assertThat(code).isEqualTo(ExitCode.NOT_WELL);
    }

    @Test
    void columnsLineUp() {
        run("--table", "derman-kamal", "--paths", "1000");

        List<String> cells = out.toString()
                .lines()
                .filter(line -> line.matches(".*(ok|FAIL)$"))
                .toList();
        assertThat(cells).hasSize(8);
        assertThat(cells.stream()
                        .map(line -> line.replaceAll("(ok|FAIL)$", "").length())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aTableThatIsNotThereIsAMistakeOfTheCommandLine() {
        assertThat(run("--table", "derman")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("no table derman; there are derman-kamal, ");
        assertThat(run("--paths", "10")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("--paths must be at least 1000, was 10");
        assertThat(run("--data", "nowhere/at/all")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("--data nowhere").contains("is no folder");
    }

    @Test
    void aPageIsMadeOfTablesWithTheirSeeds() {
        assertThat(run("--table", "golden-bands", "--markdown")).isZero();

        assertThat(out.toString())
                .contains("## golden-bands\n")
                .contains("nothing random: all 2 cells pass.")
                .contains("| Whalley-Wilmott | half-width | 0.1144710 | 0.114471");
    }

    @Test
    void historiesAreLookedForWhereTheyAreNamedFirst(@TempDir Path folder) throws IOException {
        Path named = Files.createDirectory(folder.resolve("named"));
        Path beside = Files.createDirectories(folder.resolve("shared/data"));
        String home = folder.resolve("program").toString();
        Files.createDirectory(folder.resolve("program"));

        assertThat(HistoryFolder.find(named.toString(), "elsewhere", home)).contains(named);
        assertThat(HistoryFolder.find(null, named.toString(), home)).contains(named);
        assertThat(HistoryFolder.find(null, null, home).map(Path::normalize)).contains(beside);
        assertThat(HistoryFolder.find("nowhere", named.toString(), home)).isEmpty();
        assertThat(HistoryFolder.find(null, null, null)).isEmpty();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "evidence";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(errors, true), all);
    }
}
