package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option every command has, and what it says when the file is not right. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "the keeper's configuration, one YAML file")
    private Path file = Path.of("evenkeel.yaml");

    /** Empty when it is not valid; then every problem has been printed. */
    Optional<KeeperConfig> read(PrintWriter errors) {
        return switch (ConfigReader.read(file)) {
            case ConfigReader.Outcome.Loaded loaded -> Optional.of(loaded.config());
            case ConfigReader.Outcome.Invalid invalid -> {
                Problems.print(file, invalid.problems(), errors);
                yield Optional.empty();
            }
        };
    }
}
