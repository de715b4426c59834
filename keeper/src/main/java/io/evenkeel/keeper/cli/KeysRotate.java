package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.ReadOnlyKeeper;
import io.evenkeel.keeper.account.KeeperRole;
import io.evenkeel.keeper.adapter.bouncycastle.PrivateKeys;
import io.evenkeel.keeper.cli.KeyReading.Reading;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code evenkeel keys rotate}: another password for the same key, or another key for the vault. Writes a new file
 * beside the old one and changes nothing else; what is left to do, and by whom, is printed.
 */
@Command(
        name = "rotate",
        description = {
            "Another key for the vault: makes it in a new file and prints what the vault's owner has to do on the chain.",
            "With --password-only: the same key in a new file under a new password."
        })
final class KeysRotate implements Callable<Integer> {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "whose key is to be changed")
    private @Nullable Path config;

    @Option(names = "--password-only", paramLabel = "FILE", description = "re-encrypt the key in this file")
    private @Nullable Path passwordOnly;

    @Option(names = "--password-file", paramLabel = "FILE", description = "the password of --password-only's file")
    private @Nullable Path passwordFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the new file; it must not exist")
    private Path file = Path.of("key.json");

    @Option(names = "--new-password-file", paramLabel = "FILE", description = "its password; otherwise asked for")
    private @Nullable Path newPasswordFile;

    @Option(names = "--pkcs12", description = "write a PKCS#12 file instead of a version 3 keystore")
    private boolean pkcs12;

    @Option(names = "--light", description = "quick to open and quick to guess: for test chains only")
    private boolean light;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        KeyFile target =
                new KeyFile(file, pkcs12, light ? Cost.LIGHT : Cost.STANDARD, Optional.ofNullable(newPasswordFile));
        Optional<String> misuse = misuse().or(target::obstacle);
        if (misuse.isPresent()) {
            errors.println(misuse.get());
            return ExitCode.USAGE;
        }
        return passwordOnly != null ? newPassword(passwordOnly, target, out, errors) : newKey(target, out, errors);
    }

    private Optional<String> misuse() {
        if ((config == null) == (passwordOnly == null)) {
            return Optional.of(
                    "give either -c, to change the key that a configuration uses, or --password-only FILE, to"
                            + " keep the key and change its password");
        }
        return config != null && passwordFile != null
                ? Optional.of("--password-file is the password of --password-only's file; a new key's is"
                        + " --new-password-file")
                : Optional.empty();
    }

    private int newPassword(Path old, KeyFile target, PrintWriter out, PrintWriter errors) {
        PasswordSource password = passwordFile == null
                ? PasswordSource.console("Password of " + old + ": ")
                : PasswordSource.file(passwordFile);
        return switch (KeyReading.encrypted(old, Optional.empty(), password)) {
            case Reading.Refused refused -> {
                errors.println(refused.reason());
                yield ExitCode.USAGE;
            }
            case Reading.Read read -> {
                int code = written(read.key(), target, out, errors);
                if (code == ExitCode.DONE) {
                    out.println("The same key under the new password is in " + file + ", and opens.");
                    out.println("Name it and its password file in the configuration, start the keeper, then delete "
                            + old + ":");
                    out.println("whoever has a copy of it and the old password still has the key.");
                }
                yield code;
            }
        };
    }

    private int newKey(KeyFile target, PrintWriter out, PrintWriter errors) {
        Optional<KeeperConfig> read = read(errors);
        Optional<ReadOnlyKeeper> opened = read.flatMap(each -> Opening.readOnly(each, errors));
        if (opened.isEmpty()) {
            return ExitCode.CONFIGURATION;
        }
        try (ReadOnlyKeeper keeper = opened.get()) {
            Optional<List<IntentEntry>> unsettled = Opening.unsettled(keeper.config(), errors);
            if (unsettled.isEmpty()) {
                return ExitCode.UNAVAILABLE;
            }
            List<IntentEntry> ofOldKey = unsettled.get().stream()
                    .filter(each -> each.intent().sender().equals(keeper.keeper()))
                    .toList();
            if (!ofOldKey.isEmpty()) {
                ofOldKey.forEach(
                        each -> errors.println("intent " + each.intent().intentId() + " is " + each.state()));
                errors.println(
                        keeper.keeper() + " has signed what is not settled yet, and only it can replace or cancel"
                                + " that. 'evenkeel pause -c " + config
                                + "', wait until 'evenkeel journal' shows it settled, and"
                                + " come back");
                return ExitCode.NOT_WELL;
            }
            byte[] secret = PrivateKeys.random();
            try {
                return switch (target.write(secret)) {
                    case KeyFile.Writing.Refused refused -> {
                        errors.println(refused.reason());
                        yield refused.code();
                    }
                    case KeyFile.Writing.Written written -> {
                        printSteps(keeper, written.address(), out);
                        yield ExitCode.DONE;
                    }
                };
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }

    private Optional<KeeperConfig> read(PrintWriter errors) {
        Path path = config == null ? Path.of("evenkeel.yaml") : config;
        return switch (ConfigReader.read(path)) {
            case ConfigReader.Outcome.Loaded loaded -> Optional.of(loaded.config());
            case ConfigReader.Outcome.Invalid invalid -> {
                Problems.print(path, invalid.problems(), errors);
                yield Optional.empty();
            }
        };
    }

    private void printSteps(ReadOnlyKeeper keeper, Address fresh, PrintWriter out) {
        Address vault = keeper.config().account().vault();
        String policy = KeeperRole.policyOf(keeper.endpoints(), vault)
                .map(Address::hex)
                .orElse("the policy of vault " + vault + " (no endpoint answers now; ask it for policy())");
        out.println("new key    " + fresh + " in " + file);
        out.println("old key    " + keeper.keeper() + ", untouched");
        out.println();
        out.println("1. The policy's owner sends, on chain "
                + keeper.config().chain().id() + ", to " + policy + ":");
        out.println("     setKeeper(" + fresh + ", true)");
        out.println("     " + hex(KeeperRole.callData(fresh, true)));
        out.println("2. Send " + fresh + " coin for gas.");
        out.println("3. Stop the keeper. When 'evenkeel journal -c " + config + "' shows nothing unsettled, name "
                + file + " and its");
        out.println("   password file in " + config + ", and look: 'evenkeel check -c " + config
                + "' says under permission");
        out.println("   when " + fresh + " may act. Then start.");
        out.println("4. The policy's owner takes the old key's right away:");
        out.println("     setKeeper(" + keeper.keeper() + ", false)");
        out.println("     " + hex(KeeperRole.callData(keeper.keeper(), false)));
        out.println(
                "5. Bring the old address's coin home and keep its file for as long as anything can be sent to it.");
        out.println(
                "If somebody else may have the old key, do not wait: the guardian can take its right away at once.");
        out.println("     revokeKeeper(" + keeper.keeper() + ")");
        out.println("     " + hex(KeeperRole.revocation(keeper.keeper())));
    }

    private static int written(byte[] secret, KeyFile target, PrintWriter out, PrintWriter errors) {
        try {
            return target.write(secret, out, errors);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
