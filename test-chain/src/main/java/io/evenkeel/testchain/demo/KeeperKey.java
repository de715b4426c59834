package io.evenkeel.testchain.demo;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.KeyHolders;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.sign.SignerOpening;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.V3Keystore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** A key for one run, in an encrypted keystore with a password file, as an operator would have it. */
public final class KeeperKey {
    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_LETTERS = 24;

    private final Address address;

    private KeeperKey(Address address) {
        this.address = address;
    }

    /** Makes keystore and password file in the folder, under the names {@link DemoFiles} configures. */
    public static KeeperKey make(Path folder) {
        SecureRandom random = new SecureRandom();
        byte[] privateKey = new byte[KEY_BYTES];
        random.nextBytes(privateKey);
        char[] password = new char[PASSWORD_LETTERS];
        for (int i = 0; i < password.length; i++) {
            password[i] = (char) ('a' + random.nextInt(26));
        }
        try (TransactionSigner signer = new Web3jSigner(privateKey)) {
            V3Keystore keystore =
                    new ScryptKeystoreCipher().encrypt(privateKey, signer.address(), password, V3Keystore.Cost.LIGHT);
            new KeystoreJson().write(folder.resolve(DemoFiles.KEYSTORE), keystore);
            Files.writeString(folder.resolve(DemoFiles.PASSWORD), new String(password) + "\n");
            return new KeeperKey(signer.address());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            Arrays.fill(privateKey, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    public Address address() {
        return address;
    }

    TransactionSigner open(KeeperConfig config) {
        return switch (KeyHolders.open(config.key().holder())) {
            case SignerOpening.Opened opened -> opened.signer();
            case SignerOpening.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }

    Journal journal(KeeperConfig config) {
        return switch (Wiring.journal(config)) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }
}
