package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.bouncycastle.PrivateKeys;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and inspects keystores. Neither a key nor a password is ever an argument, and neither is ever printed. */
@Command(
        name = "keys",
        description = "Make or inspect the encrypted keystore.",
        subcommands = {KeysCommand.New.class, KeysCommand.Import.class, KeysCommand.Show.class})
public final class KeysCommand {
    abstract static class Writing implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the keystore to write; it must not exist")
        private Path file = Path.of("key.json");

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "its first line is the password; without it the password is asked for")
        private @Nullable Path passwordFile;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter errors = spec.commandLine().getErr();
            if (Files.exists(file)) {
                errors.println(file + " exists; a key is never written over");
                return ExitCode.USAGE;
            }
            Optional<byte[]> key = key(errors);
            if (key.isEmpty()) {
                return ExitCode.USAGE;
            }
            byte[] secret = key.get();
            try {
                return switch (password()) {
                    case PasswordOutcome.NoPassword none -> {
                        errors.println(none.reason());
                        yield ExitCode.USAGE;
                    }
                    case PasswordOutcome.Password password -> {
                        try {
                            yield write(secret, password.characters(), errors);
                        } finally {
                            Arrays.fill(password.characters(), '\0');
                        }
                    }
                };
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }

        /** Empty when there is none; then it has been said why. The caller wipes it. */
        abstract Optional<byte[]> key(PrintWriter errors);

        private PasswordOutcome password() {
            if (passwordFile != null) {
                return PasswordSource.file(passwordFile).read();
            }
            PasswordOutcome first =
                    PasswordSource.console("Password for " + file + ": ").read();
            if (!(first instanceof PasswordOutcome.Password once)) {
                return first;
            }
            PasswordOutcome second = PasswordSource.console("The same again: ").read();
            if (second instanceof PasswordOutcome.Password twice) {
                boolean same = Arrays.equals(once.characters(), twice.characters());
                Arrays.fill(twice.characters(), '\0');
                if (same) {
                    return once;
                }
            }
            Arrays.fill(once.characters(), '\0');
            return new PasswordOutcome.NoPassword("the two were not the same; nothing was written");
        }

        private int write(byte[] secret, char[] password, PrintWriter errors) {
            try (TransactionSigner signer = new Web3jSigner(secret)) {
                new KeystoreJson()
                        .write(
                                file,
                                new ScryptKeystoreCipher().encrypt(secret, signer.address(), password, Cost.STANDARD));
                spec.commandLine().getOut().println(signer.address());
                return ExitCode.DONE;
            } catch (FileAlreadyExistsException e) {
                errors.println(file + " exists; a key is never written over");
                return ExitCode.USAGE;
            } catch (IOException e) {
                errors.println(file + " cannot be written: " + e.getMessage());
                return ExitCode.UNAVAILABLE;
            }
        }
    }

    @Command(name = "new", description = "A new key; prints its address.")
    static final class New extends Writing {
        @Override
        Optional<byte[]> key(PrintWriter errors) {
            return Optional.of(PrivateKeys.random());
        }
    }

    @Command(name = "import", description = "A key you have, as 64 hex digits in a file; prints its address.")
    static final class Import extends Writing {
        @Option(names = "--key-file", required = true, paramLabel = "FILE", description = "delete it afterwards")
        private Path keyFile = Path.of("key.hex");

        @Override
        Optional<byte[]> key(PrintWriter errors) {
            return switch (PasswordSource.file(keyFile).read()) {
                case PasswordOutcome.NoPassword none -> {
                    errors.println(keyFile + " holds no key");
                    yield Optional.empty();
                }
                case PasswordOutcome.Password text -> {
                    Optional<byte[]> key = parsed(text.characters());
                    Arrays.fill(text.characters(), '\0');
                    if (key.isEmpty()) {
                        errors.println(keyFile + " holds no private key: want 64 hex digits");
                    }
                    yield key;
                }
            };
        }

        private static Optional<byte[]> parsed(char[] text) {
            int start = text.length > 1 && text[0] == '0' && text[1] == 'x' ? 2 : 0;
            if (text.length - start != 2 * PrivateKeys.KEY_BYTES) {
                return Optional.empty();
            }
            byte[] key = new byte[PrivateKeys.KEY_BYTES];
            for (int i = 0; i < key.length; i++) {
                char high = text[start + 2 * i];
                char low = text[start + 2 * i + 1];
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    return Optional.empty();
                }
                key[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return PrivateKeys.isKey(key) ? Optional.of(key) : Optional.empty();
        }
    }

    @Command(name = "show", description = "The address a keystore is for; needs no password.")
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
                    Address address = read.keystore().address();
                    spec.commandLine().getOut().println(address);
                    yield ExitCode.DONE;
                }
            };
        }
    }
}
