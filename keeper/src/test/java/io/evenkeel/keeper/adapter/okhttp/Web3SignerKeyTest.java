package io.evenkeel.keeper.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.Permitted;
import io.evenkeel.keeper.sign.RemoteSigner;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.TransactionSigner.Readiness;
import io.evenkeel.keeper.sign.TransactionSigner.SigningOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Web3SignerKeyTest {
    private static final byte[] ANOTHER_KEY = HexFormat.of().parseHex("01".repeat(32));
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Path folder;
    private final TlsFiles files;
    private final Web3SignerDouble signer;

    Web3SignerKeyTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.files = new TlsFiles(folder);
        this.signer = files.signer();
        signer.holds(ANOTHER_KEY);
        signer.holds(Permitted.key());
    }

    @AfterEach
    void stop() throws IOException {
        signer.close();
    }

    @Test
    void itsSignatureGivesTheSameBytesAsTheKeyItself() throws IOException {
        try (TransactionSigner remote = remote(PATIENT);
                Web3jSigner local = new Web3jSigner(Permitted.key())) {
            assertThat(remote.readiness()).isEqualTo(new Readiness.Ready());
            assertThat(remote.heldBy())
                    .isEqualTo("Web3Signer at localhost:" + signer.url().getPort());

            assertThat(remote.sign(Permitted.from(Permitted.ADDRESS)))
                    .usingRecursiveComparison()
                    .isEqualTo(local.sign(Permitted.from(Permitted.ADDRESS)));
        }
    }

    @Test
    void aSignatureByAnotherKeyIsRefusedByName() throws IOException {
        signer.signsWith(ANOTHER_KEY);

        assertThat(refusal()).isEqualTo(notOurs());
    }

    @Test
    void aSignatureOfAnotherPayloadIsRefusedByName() throws IOException {
        signer.signsInsteadOf(payload -> {
            byte[] other = payload.clone();
            other[other.length - 1] ^= 1;
            return other;
        });

        assertThat(refusal()).isEqualTo(notOurs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "hello", "0x1234", "\"0xabcd\"", "{\"error\":\"no\"}"})
    void anAnswerThatIsNoSignatureIsRefused(String body) throws IOException {
        signer.answers(answer -> isList(answer) ? answer : answer.setBody(body));

        assertThat(refusal()).isEqualTo(name() + " answered with something that is no signature");
    }

    /** In turn: nothing, above the order of the curve, and an x that no point has. */
    @Test
    void noNumbersThatASignatureCannotHaveAreTaken() throws IOException {
        signer.answers(answer -> isList(answer) ? answer : answer.setBody("0x" + "00".repeat(65)));
        assertThat(refusal()).isEqualTo(name() + " answered with something that is no signature");
        signer.answers(answer -> isList(answer) ? answer : answer.setBody("0x" + "ff".repeat(64) + "1b"));
        assertThat(refusal()).isEqualTo(name() + " answered with something that is no signature");
        String noPoint = "0x" + "00".repeat(31) + "05" + "00".repeat(31) + "01" + "1b";
        signer.answers(answer -> isList(answer) ? answer : answer.setBody(noPoint));
        assertThat(refusal()).isEqualTo(notOurs());
    }

    @ParameterizedTest
    @CsvSource({
        "400, ': it does not understand what we ask'",
        "403, ': it does not let this client in'",
        "404, ': it does not have this key any more, or is not started as ''eth1'''",
        "500, ''",
        "302, ''"
    })
    void aRefusalOfTheSignerIsToldByItsNumber(int code, String meaning) throws IOException {
        signer.answers(answer -> isList(answer)
                ? answer
                : new MockResponse().setResponseCode(code).setHeader("Location", "https://elsewhere.invalid/"));

        assertThat(refusal()).isEqualTo(name() + " answered " + code + meaning);
    }

    @Test
    void anAnswerWithoutAnEndIsNotReadToIt() throws IOException {
        signer.answers(answer -> isList(answer) ? answer : answer.setBody("0".repeat(2_000_000)));

        assertThat(refusal()).isEqualTo(name() + " answered with more than 1600000 bytes");
    }

    @Test
    void silenceHasALimit() throws IOException {
        signer.answers(answer -> answer.setSocketPolicy(SocketPolicy.NO_RESPONSE));

        try (TransactionSigner remote = remote(SHORT)) {
            assertThat(remote.readiness()).isEqualTo(new Readiness.NotNow(name() + " did not answer in time"));
        }
    }

    @Test
    void aCutConnectionIsNoSignature() throws IOException {
        signer.answers(answer ->
                isList(answer) ? answer : answer.setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));

        assertThat(refusal()).startsWith(name() + " does not answer: ");
    }

    @Test
    void aKeyThatItDoesNotHoldIsSaidWithThoseItDoes() throws IOException {
        signer.holdsNothing();
        signer.holds(ANOTHER_KEY);

        try (TransactionSigner remote = remote(PATIENT)) {
            assertThat(remote.readiness())
                    .isEqualTo(new Readiness.WrongKey(name() + " does not hold the key of " + Permitted.ADDRESS
                            + "; it holds 0x1a642f0e3c3af545e7acbd38b07251b3990914f1"));
        }
    }

    @Test
    void aListThatIsNoneSaysHowToStartTheSigner() throws IOException {
        signer.answers(answer -> answer.setBody("[\"0x1234\"]"));

        try (TransactionSigner remote = remote(PATIENT)) {
            assertThat(remote.readiness())
                    .isEqualTo(new Readiness.NotNow(name() + " does not answer with a list of secp256k1 public keys;"
                            + " is it started as 'eth1'?"));
        }
    }

    @Test
    void aSignerThatIsBackIsUsedAgain() throws IOException {
        try (TransactionSigner remote = remote(PATIENT)) {
            signer.answers(answer -> new MockResponse().setResponseCode(503));
            assertThat(remote.sign(Permitted.from(Permitted.ADDRESS))).isInstanceOf(SigningOutcome.NotSigned.class);

            signer.answers(answer -> answer);

            assertThat(remote.sign(Permitted.from(Permitted.ADDRESS))).isInstanceOf(SigningOutcome.Signed.class);
        }
    }

    @Test
    void aSignerThatNobodyVouchesForIsNotAsked() throws IOException {
        HeldCertificate stranger = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (Web3SignerDouble imposter = new Web3SignerDouble(stranger, files.clients)) {
            imposter.holds(Permitted.key());
            assertThat(reason(imposter, files.client()))
                    .endsWith(" shows a certificate that key.web3signer.trust does not vouch for");
            assertThat(imposter.requests()).isZero();
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotTaken() throws IOException {
        try (Web3SignerDouble elsewhere = new Web3SignerDouble(files.server("elsewhere"), files.clients)) {
            assertThat(reason(elsewhere, files.client())).endsWith(" shows a certificate for another host");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void aClientThatTheSignerDoesNotKnowIsTurnedAway() throws IOException {
        HeldCertificate unknown =
                new HeldCertificate.Builder().certificateAuthority(0).build();

        assertThat(reason(signer, files.client(unknown))).startsWith(name() + " ");
        assertThat(signer.requests()).isZero();
    }

    @Test
    void theSignersOwnCertificateCanBePinnedAndSoCanAStore() throws IOException, GeneralSecurityException {
        HeldCertificate self = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        Path pinned = Files.writeString(folder.resolve("pinned.pem"), self.certificatePem());
        Path store = files.store("trust.p12", each -> each.setCertificateEntry("signer", self.certificate()));
        try (Web3SignerDouble own = new Web3SignerDouble(self, files.clients)) {
            own.holds(Permitted.key());
            assertThat(readiness(own, opened(pinned, Optional.empty()))).isEqualTo(new Readiness.Ready());
            assertThat(readiness(own, opened(store, Optional.of(PasswordSource.file(files.password())))))
                    .isEqualTo(new Readiness.Ready());
        }
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreNamed() throws IOException {
        Path client = files.client();
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "wrong\n");
        Path odd = Files.writeString(folder.resolve("odd.pem"), "hello");
        Path halfPem = Files.writeString(folder.resolve("half.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        Path noKey = files.store("no-key.p12", store -> store.setCertificateEntry("a", files.authority.certificate()));
        Path missing = folder.resolve("missing");

        assertThat(refused(client, wrong, files.trust())).isEqualTo("wrong password for " + client);
        assertThat(refused(missing, files.password(), files.trust())).isEqualTo(missing + " does not exist");
        assertThat(refused(client, missing, files.trust())).isEqualTo("password file " + missing + " does not exist");
        assertThat(refused(noKey, files.password(), files.trust()))
                .isEqualTo("client certificate file " + noKey + " holds no private key");
        assertThat(refused(client, files.password(), odd)).isEqualTo(odd + " is not a PKCS#12 file");
        assertThat(refused(client, files.password(), halfPem))
                .isEqualTo("trust file " + halfPem + " is not PEM certificates");
    }

    // ----

    private static boolean isList(MockResponse answer) {
        return "application/json".equals(answer.getHeaders().get("Content-Type"));
    }

    private String name() {
        return "Web3Signer at localhost:" + signer.url().getPort();
    }

    private String notOurs() {
        return name() + " answered with a signature that is not " + Permitted.ADDRESS
                + "'s of this transaction: another key's or another payload's. It is not used";
    }

    private String refusal() throws IOException {
        try (TransactionSigner remote = remote(PATIENT)) {
            return ((SigningOutcome.NotSigned) remote.sign(Permitted.from(Permitted.ADDRESS))).reason();
        }
    }

    private TransactionSigner remote(Duration timeout) throws IOException {
        return new RemoteSigner(
                Permitted.ADDRESS,
                new Web3SignerKey(signer.url(), opened(files.trust(), Optional.empty()), timeout),
                new Web3jTransactionCodec());
    }

    private MutualTls opened(Path trust, Optional<PasswordSource> trustPassword) throws IOException {
        MutualTls.Opening opening =
                MutualTls.open(files.client(), PasswordSource.file(files.password()), trust, trustPassword);
        return ((MutualTls.Opening.Opened) opening).tls();
    }

    private static Readiness readiness(Web3SignerDouble at, MutualTls tls) {
        try (TransactionSigner remote = new RemoteSigner(
                Permitted.ADDRESS, new Web3SignerKey(at.url(), tls, PATIENT), new Web3jTransactionCodec())) {
            return remote.readiness();
        }
    }

    private String reason(Web3SignerDouble at, Path client) throws IOException {
        MutualTls tls = ((MutualTls.Opening.Opened)
                        MutualTls.open(client, PasswordSource.file(files.password()), files.trust(), Optional.empty()))
                .tls();
        return ((Readiness.NotNow) readiness(at, tls)).reason();
    }

    private static String refused(Path client, Path password, Path trust) {
        return ((MutualTls.Opening.Refused)
                        MutualTls.open(client, PasswordSource.file(password), trust, Optional.empty()))
                .reason();
    }
}
