package io.evenkeel.keeper.cli;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.cli.KeyReading.Reading;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import io.evenkeel.keeper.sign.SecretFile;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key on its way into a new encrypted file. The file is read back and opened before it counts: a key that cannot be
 * opened again is a key that is lost.
 *
 * @param pkcs12 instead of a version 3 keystore
 * @param cost of trying one password
 * @param passwordFile where its password is; without one it is asked for, twice
 */
record KeyFile(Path file, boolean pkcs12, Cost cost, Optional<Path> passwordFile) {
    /** Under which name the key stands in a PKCS#12 file. */
    static final String ALIAS = "keeper";

    sealed interface Writing {
        record Written(Address address) implements Writing {}

        /** @param code how the command ends, see {@link ExitCode} */
        record Refused(String reason, int code) implements Writing {}
    }

    /** Said before anybody is asked for a password. */
    Optional<String> obstacle() {
        if (Files.exists(file)) {
            return Optional.of(file + " exists; a key is never written over");
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder)
                ? Optional.empty()
                : Optional.of("there is no folder " + folder + " to write " + file.getFileName() + " into");
    }

    /** Prints what is wrong; the address when nothing is. */
    int write(byte[] secret, PrintWriter out, PrintWriter errors) {
        return switch (write(secret)) {
            case Writing.Written written -> {
                out.println(written.address());
                yield ExitCode.DONE;
            }
            case Writing.Refused refused -> {
                errors.println(refused.reason());
                yield refused.code();
            }
        };
    }

    Writing write(byte[] secret) {
        return switch (password()) {
            case PasswordOutcome.NoPassword none -> new Writing.Refused(none.reason(), ExitCode.USAGE);
            case PasswordOutcome.Password password -> {
                try {
                    yield write(secret, password.characters());
                } finally {
                    Arrays.fill(password.characters(), '\0');
                }
            }
        };
    }

    private Writing write(byte[] secret, char[] password) {
        try (Web3jSigner signer = new Web3jSigner(secret)) {
            if (pkcs12) {
                SecretFile.create(file, new Pkcs12Bags().encrypt(secret, ALIAS, password, cost, Instant.now()));
            } else {
                new KeystoreJson()
                        .write(file, new ScryptKeystoreCipher().encrypt(secret, signer.address(), password, cost));
            }
            return readBack(secret, password, signer.address());
        } catch (FileAlreadyExistsException e) {
            return new Writing.Refused(file + " exists; a key is never written over", ExitCode.USAGE);
        } catch (IOException e) {
            return new Writing.Refused(
                    file + " cannot be written: " + e.getClass().getSimpleName(), ExitCode.UNAVAILABLE);
        }
    }

    private Writing readBack(byte[] secret, char[] password, Address address) {
        PasswordSource again = () -> new PasswordOutcome.Password(password.clone());
        if (KeyReading.encrypted(file, Optional.empty(), again) instanceof Reading.Read read) {
            boolean same = Arrays.equals(read.key(), secret);
            Arrays.fill(read.key(), (byte) 0);
            if (same) {
                return new Writing.Written(address);
            }
        }
        return new Writing.Refused(file + " was written and does not open again; do not use it", ExitCode.UNAVAILABLE);
    }

    private PasswordOutcome password() {
        if (passwordFile.isPresent()) {
            return PasswordSource.file(passwordFile.get()).read();
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
}
