package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.awskms.AwsKmsKey;
import io.evenkeel.keeper.adapter.awskms.KmsDouble;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.okhttp.MutualTls;
import io.evenkeel.keeper.adapter.okhttp.TlsFiles;
import io.evenkeel.keeper.adapter.okhttp.Web3SignerDouble;
import io.evenkeel.keeper.adapter.okhttp.Web3SignerKey;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Every way a key is opened, and how each fails, with every library logging all it can: what is secret is then looked
 * for in the logs with their stack traces, in what was answered, and in what every object says of itself.
 */
class SecretsTest {
    private static final String PASSWORD = "zitrone-salamander-42";
    private static final String AWS_SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY";
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Address ANOTHER = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    /** Set aside meanwhile: nobody wants to read all that. */
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();

    /** Whatever was answered, and whatever was built to answer it. */
    private final List<Object> said = new ArrayList<>();

    private final List<byte[]> keysGivenOut = new ArrayList<>();
    private final List<char[]> passwordsGivenOut = new ArrayList<>();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        root.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(root::detachAppender);
        logged.start();
        root.addAppender(logged);
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", AWS_SECRET);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
        usual.forEach(root::addAppender);
        root.setLevel(before);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void aKeystoreAndItsPasswordLeaveNoTrace() throws IOException {
        V3Keystore locked = new ScryptKeystoreCipher()
                .encrypt(Permitted.key(), Permitted.ADDRESS, PASSWORD.toCharArray(), V3Keystore.Cost.LIGHT);
        V3Keystore lying = new ScryptKeystoreCipher()
                .encrypt(Permitted.key(), ANOTHER, PASSWORD.toCharArray(), V3Keystore.Cost.LIGHT);
        Path file = folder.resolve("key.json");
        Path liar = folder.resolve("liar.json");
        new KeystoreJson().write(file, locked);
        new KeystoreJson().write(liar, lying);
        KeystoreOpener opener = new KeystoreOpener(new KeystoreJson(), new ScryptKeystoreCipher(), this::signer);

        use(opener.open(file, password(PASSWORD)));
        said.add(opener.open(file, password(PASSWORD + "x")));
        said.add(opener.open(liar, password(PASSWORD)));
        said.add(opener.open(folder.resolve("missing"), password(PASSWORD)));
        said.addAll(List.of(opener, locked, locked.derivation()));

        nothingSecretWasSaid();
        everythingGivenOutIsWiped(2, 3);
    }

    @Test
    void aPkcs12FileAndItsPasswordLeaveNoTrace() throws IOException {
        byte[] content = new Pkcs12Bags()
                .encrypt(Permitted.key(), "keeper", PASSWORD.toCharArray(), V3Keystore.Cost.LIGHT, NOON);
        Path file = Files.write(folder.resolve("key.p12"), content);
        Path half = Files.write(folder.resolve("half.p12"), Arrays.copyOf(content, content.length / 2));
        Pkcs12Opener opener = new Pkcs12Opener(new Pkcs12Bags(), this::signer);

        use(opener.open(file, Optional.empty(), Optional.of(Permitted.ADDRESS), password(PASSWORD)));
        said.add(opener.open(file, Optional.empty(), Optional.of(ANOTHER), password(PASSWORD)));
        said.add(opener.open(file, Optional.of("other"), Optional.empty(), password(PASSWORD)));
        said.add(opener.open(file, Optional.empty(), Optional.empty(), password(PASSWORD + "x")));
        said.add(opener.open(half, Optional.empty(), Optional.empty(), password(PASSWORD)));
        Pkcs12Format.Outcome outcome = new Pkcs12Bags().decrypt(content, PASSWORD.toCharArray());
        said.addAll(List.of(opener, outcome, ((Pkcs12Format.Outcome.Decrypted) outcome).entries()));

        nothingSecretWasSaid();
        everythingGivenOutIsWiped(2, 5);
    }

    @Test
    void aConnectionToWeb3SignerAndItsPasswordLeaveNoTrace() throws IOException {
        TlsFiles files = new TlsFiles(folder);
        Path client = files.client();
        try (Web3SignerDouble signer = files.signer()) {
            signer.holds(Permitted.key());
            MutualTls.Opening opening =
                    MutualTls.open(client, password(TlsFiles.PASSWORD), files.trust(), Optional.empty());
            said.add(MutualTls.open(client, password(TlsFiles.PASSWORD + "x"), files.trust(), Optional.empty()));
            MutualTls tls = ((MutualTls.Opening.Opened) opening).tls();
            Web3SignerKey key = new Web3SignerKey(signer.url(), tls, PATIENT);
            TransactionSigner remote = new RemoteSigner(Permitted.ADDRESS, key, new Web3jTransactionCodec());
            said.addAll(List.of(opening, tls, key, remote));

            use(new SignerOpening.Opened(remote));
            signer.answers(answer -> new MockResponse().setResponseCode(500));
            TransactionSigner failing = new RemoteSigner(
                    Permitted.ADDRESS, new Web3SignerKey(signer.url(), tls, PATIENT), new Web3jTransactionCodec());
            use(new SignerOpening.Opened(failing));
        }

        nothingSecretWasSaid();
        everythingGivenOutIsWiped(0, 2);
    }

    @Test
    void theCredentialsForAwsKmsLeaveNoTrace() throws IOException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false)) {
            use(new SignerOpening.Opened(kms(kms)));
            kms.answersAlways(KmsDouble.error(400, "AccessDeniedException"));
            use(new SignerOpening.Opened(kms(kms)));
        }

        assertThat(logged.list).isNotEmpty();
        nothingSecretWasSaid();
    }

    @Test
    void aPasswordOnItsWayDoesNotShowItself() {
        said.add(password(PASSWORD).read());
        said.add(password(PASSWORD));

        nothingSecretWasSaid();
    }

    // ----

    private TransactionSigner kms(KmsDouble kms) {
        AwsKmsKey key = new AwsKmsKey(KmsDouble.KEY_ID, "eu-central-1", Optional.of(kms.url()), PATIENT);
        said.add(key);
        return new RemoteSigner(Permitted.ADDRESS, key, new Web3jTransactionCodec());
    }

    /** Remembers the array it was given: the opener's to wipe. */
    private TransactionSigner signer(byte[] key) {
        keysGivenOut.add(key);
        return new Web3jSigner(key);
    }

    /** Remembers what it gives out: the reader's to wipe. */
    private PasswordSource password(String text) {
        return () -> {
            char[] characters = text.toCharArray();
            passwordsGivenOut.add(characters);
            return new PasswordOutcome.Password(characters);
        };
    }

    private void use(SignerOpening opening) {
        TransactionSigner signer = ((SignerOpening.Opened) opening).signer();
        said.addAll(List.of(opening, signer, signer.heldBy(), signer.readiness()));
        said.add(signer.sign(Permitted.from(Permitted.ADDRESS)));
        signer.close();
        said.add(signer.sign(Permitted.from(Permitted.ADDRESS)));
        said.add(signer);
        if (signer instanceof Web3jSigner) {
            assertThat(signer).extracting("privateKey").isEqualTo(new byte[32]);
        }
    }

    private void nothingSecretWasSaid() {
        StringBuilder all = new StringBuilder();
        said.forEach(each -> all.append(each).append('\n'));
        for (ILoggingEvent event : List.copyOf(logged.list)) {
            all.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        String text = all.toString();
        byte[] key = Permitted.key();
        assertThat(text.toLowerCase(Locale.ROOT))
                .doesNotContain(Permitted.KEY_HEX)
                .doesNotContain(PASSWORD)
                .doesNotContain(TlsFiles.PASSWORD.toLowerCase(Locale.ROOT))
                .doesNotContain(AWS_SECRET.toLowerCase(Locale.ROOT));
        assertThat(text)
                .doesNotContain(new BigInteger(1, key).toString())
                .doesNotContain(Base64.getEncoder().encodeToString(key))
                .doesNotContain(Arrays.toString(key))
                .doesNotContain(HexFormat.ofDelimiter(":").formatHex(key));
    }

    private void everythingGivenOutIsWiped(int keys, int passwords) {
        assertThat(keysGivenOut).hasSize(keys).allSatisfy(key -> assertThat(key).containsOnly(0));
        assertThat(passwordsGivenOut)
                .hasSize(passwords)
                .allSatisfy(characters -> assertThat(characters).containsOnly('\0'));
    }
}
