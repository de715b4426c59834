package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12OpenerTest {
    /** The first account of every test node. */
    private static final byte[] KEY =
            HexFormat.of().parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    private static final Address ADDRESS = Address.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    private static final Address ANOTHER = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private final Pkcs12Bags format = new Pkcs12Bags();
    private final Pkcs12Opener opener = new Pkcs12Opener(format, Web3jSigner::new);

    @Test
    void whatWasLockedOpensWithItsPasswordAndTellsItsAddressWithoutOne() throws IOException {
        byte[] content = format.encrypt(KEY, "keeper", "pässword".toCharArray(), V3Keystore.Cost.LIGHT, NOON);
        Path file = Files.write(folder.resolve("key.p12"), content);

        assertThat(open(file, "pässword"))
                .isInstanceOfSatisfying(
                        SignerOpening.Opened.class,
                        opened -> assertThat(opened.signer().address()).isEqualTo(ADDRESS));
        assertThat(format.publicKeysInTheOpen(content))
                .singleElement()
                .satisfies(key ->
                        assertThat(new Web3jTransactionCodec().addressOf(key)).isEqualTo(ADDRESS));
        assertThat(open(file, "password"))
                .isEqualTo(new SignerOpening.Refused("wrong password for PKCS#12 file " + file));
        assertThat(HexFormat.of().formatHex(content)).doesNotContain("ac0974bec39a17e3");
    }

    /** Made with {@code openssl pkcs12 -export}, version 3, as it does it today and with {@code -legacy}. */
    @ParameterizedTest
    @ValueSource(strings = {"openssl-3.p12", "openssl-legacy.p12"})
    void aFileOfOpenSslOpens(String name) throws IOException {
        Path file = recorded(name);

        assertThat(open(file, "secret")).isInstanceOf(SignerOpening.Opened.class);
        assertThat(open(file, "Secret"))
                .isEqualTo(new SignerOpening.Refused("wrong password for PKCS#12 file " + file));
    }

    @Test
    void javasOwnKeyStoreReadsWhatWeWrite() throws IOException, GeneralSecurityException {
        Path file = Files.write(
                folder.resolve("key.p12"),
                format.encrypt(KEY, "keeper", "secret".toCharArray(), V3Keystore.Cost.LIGHT, NOON));
        KeyStore store = KeyStore.getInstance("PKCS12");

        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "secret".toCharArray());
        }

        assertThat(store.isKeyEntry("keeper")).isTrue();
        assertThat(store.getCertificate("keeper").getPublicKey().getEncoded())
                .endsWith(format.publicKeysInTheOpen(Files.readAllBytes(file)).get(0));
    }

    @Test
    void oneOfSeveralKeysHasToBeNamed() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("two.p12");
        writeTwoKeys(file, "first", "second");

        assertThat(open(file, "secret"))
                .isEqualTo(new SignerOpening.Refused(
                        "PKCS#12 file " + file + " holds 2 keys (first, second); say which with alias"));
        assertThat(opener.open(file, Optional.of("second"), Optional.of(ADDRESS), password("secret")))
                .isInstanceOf(SignerOpening.Opened.class);
        assertThat(opener.open(file, Optional.of("third"), Optional.of(ADDRESS), password("secret")))
                .isEqualTo(new SignerOpening.Refused(
                        "PKCS#12 file " + file + " holds no key named 'third'; it holds first, second"));
    }

    @Test
    void whatHoldsNoKeyForThisChainIsNamed() throws IOException {
        Path rsa = recorded("rsa.p12");
        Path certificate = recorded("only-a-certificate.p12");
        Path noMac = recorded("no-mac.p12");
        Path text = Files.writeString(folder.resolve("text.p12"), "hello");
        Path missing = folder.resolve("missing.p12");

        assertThat(open(rsa, "secret"))
                .isEqualTo(
                        new SignerOpening.Refused("PKCS#12 file " + rsa + " holds a key of kind RSA; want secp256k1"));
        assertThat(open(certificate, "secret"))
                .isEqualTo(new SignerOpening.Refused("PKCS#12 file " + certificate + " holds no private key"));
        assertThat(open(noMac, "secret"))
                .isEqualTo(new SignerOpening.Refused(
                        "PKCS#12 file " + noMac + " has no check sum, so that a wrong password could not be told"));
        assertThat(open(text, "secret"))
                .isEqualTo(
                        new SignerOpening.Refused("PKCS#12 file " + text + " is not a PKCS#12 file that can be read"));
        assertThat(open(missing, "secret"))
                .isEqualTo(new SignerOpening.Refused("PKCS#12 file " + missing + " does not exist"));
    }

    @Test
    void aKeyOfAnotherAddressThanTheConfiguredOneIsRefused() throws IOException {
        Path file = recorded("openssl-3.p12");

        assertThat(opener.open(file, Optional.empty(), Optional.of(ANOTHER), password("secret")))
                .isEqualTo(new SignerOpening.Refused("PKCS#12 file " + file + " holds the key of " + ADDRESS
                        + ", and the one configured is " + ANOTHER));
    }

    @Test
    void aDamagedFileNeverOpensWithAnotherKeyAndNeverThrows() throws IOException {
        byte[] content = Files.readAllBytes(recorded("openssl-3.p12"));
        int refused = 0;
        for (int at = 0; at < content.length; at += 13) {
            byte[] damaged = content.clone();
            damaged[at] ^= 0x55;
            Path file = Files.write(folder.resolve("damaged.p12"), damaged);

            SignerOpening opening = opener.open(file, Optional.empty(), Optional.empty(), password("secret"));

            // A byte that only names something may be wrong without harm.
            if (opening instanceof SignerOpening.Opened opened) {
                assertThat(opened.signer().address()).as("byte %d", at).isEqualTo(ADDRESS);
            } else {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(content.length / 13 - 10);
    }

    @Test
    void thePasswordIsWipedAfterUse() throws IOException {
        char[] right = "secret".toCharArray();
        char[] wrong = "Secret".toCharArray();

        opener.open(
                recorded("openssl-3.p12"),
                Optional.empty(),
                Optional.empty(),
                () -> new PasswordOutcome.Password(right));
        opener.open(
                recorded("openssl-3.p12"),
                Optional.empty(),
                Optional.empty(),
                () -> new PasswordOutcome.Password(wrong));

        assertThat(right).containsOnly('\0');
        assertThat(wrong).containsOnly('\0');
    }

    // ----

    private SignerOpening open(Path file, String password) {
        return opener.open(file, Optional.empty(), Optional.of(ADDRESS), password(password));
    }

    private static PasswordSource password(String text) {
        return () -> new PasswordOutcome.Password(text.toCharArray());
    }

    private Path recorded(String name) throws IOException {
        try (InputStream in = Pkcs12Bags.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    /** As another program writes them: Bouncy Castle's own key store. */
    private void writeTwoKeys(Path file, String... aliases) throws IOException, GeneralSecurityException {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        KeyStore one = KeyStore.getInstance("PKCS12", provider);
        try (InputStream in = Files.newInputStream(recorded("openssl-3.p12"))) {
            one.load(in, "secret".toCharArray());
        }
        Certificate[] chain = {one.getCertificate("keeper")};
        KeyStore two = KeyStore.getInstance("PKCS12", provider);
        two.load(null, null);
        for (String alias : aliases) {
            two.setKeyEntry(alias, one.getKey("keeper", "secret".toCharArray()), null, chain);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            two.store(out, "secret".toCharArray());
        }
    }
}
