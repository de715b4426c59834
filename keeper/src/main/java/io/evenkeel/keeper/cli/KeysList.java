package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.KeyHolders.HeldElsewhere;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeyHolder;
import io.evenkeel.keeper.sign.KeystoreFormat.ReadOutcome;
import io.evenkeel.keeper.sign.SecretFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evenkeel keys list}: what keys there are, without any password. */
@Command(
        name = "list",
        description = "The keys in a folder and, with a configuration, which of them it uses and what a remote signer"
                + " holds. Needs no password.")
final class KeysList implements Callable<Integer> {
    private static final int MOST_FILES = 1_000;
    private static final long LARGEST_FILE_BYTES = 1 << 20;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "without it the configuration's, or this one")
    private @Nullable Path folder;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "marks the key that it uses")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        Optional<KeyHolder> holder = Optional.empty();
        if (config != null) {
            switch (ConfigReader.read(config)) {
                case ConfigReader.Outcome.Loaded loaded ->
                    holder = Optional.of(loaded.config().key().holder());
                case ConfigReader.Outcome.Invalid invalid -> {
                    Problems.print(config, invalid.problems(), errors);
                    return ExitCode.CONFIGURATION;
                }
            }
        }
        Path where = folder();
        List<Path> files;
        try (Stream<Path> entries = Files.list(where)) {
            files = entries.filter(KeysList::mayHoldAKey)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        } catch (IOException e) {
            errors.println(where + " is no folder that can be read");
            return ExitCode.USAGE;
        }
        return list(files, holder, where, out);
    }

    private Path folder() {
        if (folder != null) {
            return folder;
        }
        Path parent = config == null ? null : config.toAbsolutePath().getParent();
        return parent == null ? Path.of("").toAbsolutePath() : parent;
    }

    private static boolean mayHoldAKey(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private int list(List<Path> files, Optional<KeyHolder> holder, Path where, PrintWriter out) {
        boolean warned = false;
        int found = 0;
        for (Path file : files) {
            Optional<String> line = described(file);
            if (line.isPresent()) {
                found++;
                boolean used = holder.flatMap(KeysList::file)
                        .filter(each -> isSame(each, file))
                        .isPresent();
                out.println(line.get() + "  " + file.getFileName() + (used ? "  used by " + config : ""));
                Optional<String> warning = SecretFile.warning(file);
                warning.ifPresent(words -> out.println("  warning: " + words));
                warned |= warning.isPresent();
            }
        }
        if (found == 0) {
            out.println("no keys in " + where);
        }
        if (holder.isPresent()) {
            KeyHolder configured = holder.get();
            Optional<HeldElsewhere> held = KeyHolders.heldElsewhere(configured);
            warned |= held.isPresent() && !print(held.get(), configured, out);
        }
        return warned ? ExitCode.NOT_WELL : ExitCode.DONE;
    }

    private boolean print(HeldElsewhere held, KeyHolder holder, PrintWriter out) {
        switch (held) {
            case HeldElsewhere.Unknown unknown -> {
                out.println("  warning: " + unknown.reason());
                return false;
            }
            case HeldElsewhere.Keys keys -> {
                for (Address address : keys.addresses()) {
                    boolean used = KeyHolders.address(holder).equals(new KeyHolders.AddressOutcome.Known(address));
                    out.println(address + "  " + keys.holder() + (used ? "  used by " + config : ""));
                }
                if (keys.addresses().isEmpty()) {
                    out.println("  warning: " + keys.holder() + " holds no key that we may use");
                }
                return !keys.addresses().isEmpty();
            }
        }
    }

    /** Empty when it is nothing of ours. */
    private static Optional<String> described(Path file) {
        if (new KeystoreJson().read(file) instanceof ReadOutcome.Read read) {
            return Optional.of(read.keystore().address() + "  version 3");
        }
        try {
            List<byte[]> keys = new Pkcs12Bags().publicKeysInTheOpen(Files.readAllBytes(file));
            if (!keys.isEmpty()) {
                return Optional.of(new Web3jTransactionCodec().addressOf(keys.get(0)) + "  PKCS#12  ");
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".p12") || name.endsWith(".pfx")
                ? Optional.of(String.format("%-42s  PKCS#12  ", "not told without its password"))
                : Optional.empty();
    }

    private static Optional<Path> file(KeyHolder holder) {
        return switch (holder) {
            case KeyHolder.Keystore keystore -> Optional.of(keystore.file());
            case KeyHolder.Pkcs12 pkcs12 -> Optional.of(pkcs12.file());
            case KeyHolder.Web3Signer signer -> Optional.empty();
            case KeyHolder.AwsKms kms -> Optional.empty();
        };
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
