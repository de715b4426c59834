package io.evenkeel.keeper.sign;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import io.evenkeel.keeper.sign.Pkcs12Format.Entry;
import io.evenkeel.keeper.sign.Pkcs12Format.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From a PKCS#12 file and a password to a signer, wiping what was secret on the way. */
public final class Pkcs12Opener {
    /** A file with one key has a few kilobytes. */
    private static final int LARGEST_FILE_BYTES = 1 << 20;

    private final Pkcs12Format format;
    private final Function<byte[], TransactionSigner> signers;

    /** @param signers makes a signer of a private key and keeps its own copy of it */
    public Pkcs12Opener(Pkcs12Format format, Function<byte[], TransactionSigner> signers) {
        this.format = format;
        this.signers = signers;
    }

    /**
     * @param alias which key; may be left out where there is only one
     * @param expected whose key it must be; empty when any will do
     */
    public SignerOpening open(Path file, Optional<String> alias, Optional<Address> expected, PasswordSource passwords) {
        byte[] content;
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                return refused(file, "is larger than any file with a key");
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return refused(file, "does not exist");
        } catch (IOException e) {
            return refused(file, "cannot be read");
        }
        return switch (passwords.read()) {
            case PasswordOutcome.NoPassword none -> new SignerOpening.Refused(none.reason());
            case PasswordOutcome.Password password -> {
                try {
                    yield unlocked(file, format.decrypt(content, password.characters()), alias, expected);
                } finally {
                    Arrays.fill(password.characters(), '\0');
                }
            }
        };
    }

    private SignerOpening unlocked(Path file, Outcome outcome, Optional<String> alias, Optional<Address> expected) {
        return switch (outcome) {
            case Outcome.WrongPassword wrong -> new SignerOpening.Refused("wrong password for PKCS#12 file " + file);
            case Outcome.Unreadable unreadable -> refused(file, unreadable.reason());
            case Outcome.Decrypted decrypted -> {
                try {
                    yield chosen(file, decrypted.entries(), alias, expected);
                } finally {
                    decrypted.entries().forEach(each -> each.privateKey().ifPresent(key -> Arrays.fill(key, (byte) 0)));
                }
            }
        };
    }

    private SignerOpening chosen(Path file, List<Entry> all, Optional<String> alias, Optional<Address> expected) {
        if (all.isEmpty()) {
            return refused(file, "holds no private key");
        }
        List<Entry> matching = all.stream()
                .filter(each -> alias.isEmpty() || each.alias().equalsIgnoreCase(alias.get()))
                .toList();
        if (matching.isEmpty()) {
            return refused(file, "holds no key named '" + alias.orElse("") + "'; it holds " + names(all));
        }
        if (matching.size() > 1) {
            return refused(
                    file,
                    "holds " + matching.size() + " keys (" + names(matching) + "); "
                            + (alias.isEmpty()
                                    ? "say which with alias"
                                    : "two share that alias, so give each its own"));
        }
        Entry entry = matching.get(0);
        Optional<byte[]> key = entry.privateKey();
        return key.isEmpty()
                ? refused(file, "holds a key of kind " + entry.kind() + "; want secp256k1")
                : signer(file, key.get(), expected);
    }

    private SignerOpening signer(Path file, byte[] key, Optional<Address> expected) {
        TransactionSigner signer = signers.apply(key);
        if (expected.isEmpty() || signer.address().equals(expected.get())) {
            return new SignerOpening.Opened(signer);
        }
        signer.close();
        return refused(file, "holds the key of " + signer.address() + ", and the one configured is " + expected.get());
    }

    private static String names(List<Entry> entries) {
        return entries.stream()
                .map(each -> each.alias().isEmpty() ? "one without a name" : each.alias())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static SignerOpening refused(Path file, String reason) {
        return new SignerOpening.Refused("PKCS#12 file " + file + " " + reason);
    }
}
