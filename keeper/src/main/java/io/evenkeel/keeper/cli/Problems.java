package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.config.ConfigProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What is said of a configuration that is not valid. */
final class Problems {
    private Problems() {}

    static void print(Path file, List<ConfigProblem> problems, PrintWriter errors) {
        errors.println(file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + "; nothing was started:");
        for (ConfigProblem problem : problems) {
            errors.println("  " + problem);
        }
    }
}
