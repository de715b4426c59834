package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.adapter.bouncycastle.PrivateKeys;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.cli.KeyReading.Reading;
import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and changes keys. Neither a key nor a password is ever an argument, and neither is ever printed. */
@Command(
        name = "keys",
        description = "Make, import, list and change the keys that sign.",
        subcommands = {
            KeysCommand.New.class,
            KeysCommand.Import.class,
            KeysCommand.Show.class,
            KeysList.class,
            KeysRotate.class
        })
public final class KeysCommand {
    abstract static class Writing implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the encrypted file to write; it must not exist")
        private Path file = Path.of("key.json");

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "its first line is the password; without it the password is asked for")
        private @Nullable Path passwordFile;

        @Option(names = "--pkcs12", description = "a PKCS#12 file instead of a version 3 keystore")
        private boolean pkcs12;

        @Option(names = "--light", description = "quick to open and quick to guess: for test chains only")
        private boolean light;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter errors = spec.commandLine().getErr();
            KeyFile target =
                    new KeyFile(file, pkcs12, light ? Cost.LIGHT : Cost.STANDARD, Optional.ofNullable(passwordFile));
            Optional<String> obstacle = target.obstacle();
            if (obstacle.isPresent()) {
                errors.println(obstacle.get());
                return ExitCode.USAGE;
            }
            return switch (key()) {
                case Reading.Refused refused -> {
                    errors.println(refused.reason());
                    yield ExitCode.USAGE;
                }
                case Reading.Read read -> {
                    try {
                        yield target.write(read.key(), spec.commandLine().getOut(), errors);
                    } finally {
                        Arrays.fill(read.key(), (byte) 0);
                    }
                }
            };
        }

        abstract Reading key();
    }

    @Command(name = "new", description = "A new key; prints its address.")
    static final class New extends Writing {
        @Override
        Reading key() {
            return new Reading.Read(PrivateKeys.random());
        }
    }

    @Command(
            name = "import",
            description =
                    "A key you have: out of another encrypted file, or as 64 hex digits from a file, standard input"
                            + " or a prompt, never as an argument. Prints its address.")
    static final class Import extends Writing {
        @Option(names = "--key-file", paramLabel = "FILE", description = "64 hex digits; delete it afterwards")
        private @Nullable Path keyFile;

        @Option(names = "--stdin", description = "64 hex digits from standard input")
        private boolean standardInput;

        @Option(names = "--from", paramLabel = "FILE", description = "a version 3 keystore or a PKCS#12 file")
        private @Nullable Path from;

        @Option(names = "--from-password-file", paramLabel = "FILE", description = "the password of --from")
        private @Nullable Path fromPasswordFile;

        @Option(names = "--from-alias", paramLabel = "NAME", description = "which key, where --from holds several")
        private @Nullable String fromAlias;

        @Override
        Reading key() {
            long origins = Stream.of(keyFile != null, from != null, standardInput)
                    .filter(given -> given)
                    .count();
            if (origins > 1) {
                return new Reading.Refused("give one of --key-file, --stdin and --from, not several");
            }
            if (from == null && (fromPasswordFile != null || fromAlias != null)) {
                return new Reading.Refused(
                        "--from-password-file and --from-alias say how to open --from, which is missing");
            }
            if (from != null) {
                PasswordSource password = fromPasswordFile == null
                        ? PasswordSource.console("Password of " + from + ": ")
                        : PasswordSource.file(fromPasswordFile);
                return KeyReading.encrypted(from, Optional.ofNullable(fromAlias), password);
            }
            if (keyFile != null) {
                return KeyReading.hexDigits(PasswordSource.file(keyFile), keyFile.toString());
            }
            return standardInput
                    ? KeyReading.hexDigits(PasswordSource.stream(System.in, "standard input"), "standard input")
                    : KeyReading.hexDigits(
                            PasswordSource.console("Private key, 64 hex digits: "),
                            "the prompt (without a terminal, use --stdin, --key-file or --from)");
        }
    }

    @Command(name = "show", description = "The address a version 3 keystore is for; needs no password.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the keystore")
        private Path file = Path.of("key.json");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            return switch (new KeystoreJson().read(file)) {
                case ReadOutcome.Unreadable unreadable -> {
                    spec.commandLine().getErr().println(unreadable.reason());
                    yield ExitCode.CONFIGURATION;
                }
                case ReadOutcome.Read read -> {
                    spec.commandLine().getOut().println(read.keystore().address());
                    yield ExitCode.DONE;
                }
            };
        }
    }
}
