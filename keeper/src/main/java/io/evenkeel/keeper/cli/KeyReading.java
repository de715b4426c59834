package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.bouncycastle.PrivateKeys;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.sign.KeystoreOpener;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import io.evenkeel.keeper.sign.Pkcs12Opener;
import io.evenkeel.keeper.sign.SignerOpening;
import io.evenkeel.keeper.sign.TransactionSigner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Private keys out of files and from a person's hands. */
final class KeyReading {
    private KeyReading() {}

    sealed interface Reading {
        /** @param key 32 bytes, the caller's to wipe */
        record Read(byte[] key) implements Reading {}

        record Refused(String reason) implements Reading {}
    }

    /** Whether it is a V3 keystore, which is JSON, rather than PKCS#12, which is DER. */
    static boolean isJson(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
                first = in.read();
            }
            return first == '{';
        }
    }

    /** From a V3 keystore or a PKCS#12 file. */
    static Reading encrypted(Path file, Optional<String> alias, PasswordSource password) {
        Copying copying = new Copying();
        SignerOpening opening;
        try {
            opening = isJson(file)
                    ? new KeystoreOpener(new KeystoreJson(), new ScryptKeystoreCipher(), copying).open(file, password)
                    : new Pkcs12Opener(new Pkcs12Bags(), copying).open(file, alias, Optional.empty(), password);
        } catch (IOException e) {
            return new Reading.Refused(file + " is not there or cannot be read");
        }
        return switch (opening) {
            case SignerOpening.Refused refused -> new Reading.Refused(refused.reason());
            case SignerOpening.Opened opened -> {
                opened.signer().close();
                yield new Reading.Read(copying.copy());
            }
        };
    }

    /** Openers give a key only to whoever makes a signer of it. */
    private static final class Copying implements Function<byte[], TransactionSigner> {
        private byte @Nullable [] copied;

        @Override
        public TransactionSigner apply(byte[] key) {
            copied = key.clone();
            return new Web3jSigner(key);
        }

        byte[] copy() {
            if (copied == null) {
                throw new IllegalStateException("opened without making a signer");
            }
            return copied;
        }
    }

    /** @param origin what a message calls it */
    static Reading hexDigits(PasswordSource digits, String origin) {
        return switch (digits.read()) {
            case PasswordOutcome.NoPassword none -> new Reading.Refused("no private key from " + origin);
            case PasswordOutcome.Password text -> {
                Optional<byte[]> key = parsed(text.characters());
                Arrays.fill(text.characters(), '\0');
                yield key.isPresent()
                        ? new Reading.Read(key.get())
                        : new Reading.Refused("no private key from " + origin
                                + ": want 64 hex digits, not all zeros and below the order of the curve");
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
                Arrays.fill(key, (byte) 0);
                return Optional.empty();
            }
            key[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return PrivateKeys.isKey(key) ? Optional.of(key) : Optional.empty();
    }
}
