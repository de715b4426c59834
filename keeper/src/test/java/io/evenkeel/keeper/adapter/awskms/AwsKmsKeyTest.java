package io.evenkeel.keeper.adapter.awskms;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.adapter.web3j.Web3jTransactionCodec;
import io.evenkeel.keeper.sign.Permitted;
import io.evenkeel.keeper.sign.RemoteSigner;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.TransactionSigner;
import io.evenkeel.keeper.sign.TransactionSigner.Readiness;
import io.evenkeel.keeper.sign.TransactionSigner.SigningOutcome;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

/** The SDK finds its credentials where it looks first: in system properties. */
class AwsKmsKeyTest {
    private static final String NAME = "AWS KMS in eu-central-1 (alias/keeper)";
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final BigInteger HALF_ORDER =
            new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "not-a-real-secret");
    }

    @AfterEach
    void takeCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsSignatureIsTheSendersWithTheLowerNumber(boolean highS) throws IOException, SignatureException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), highS);
                TransactionSigner remote = remote(kms, PATIENT)) {
            assertThat(remote.readiness()).isEqualTo(new Readiness.Ready());
            assertThat(remote.heldBy()).isEqualTo(NAME);
            for (int i = 0; i < 8; i++) {
                SignedTransaction signed =
                        ((SigningOutcome.Signed) remote.sign(Permitted.from(Permitted.ADDRESS))).transaction();
                SignedRawTransaction decoded = (SignedRawTransaction)
                        TransactionDecoder.decode(HexFormat.of().formatHex(signed.raw()));
                assertThat(decoded.getFrom()).isEqualToIgnoringCase(Permitted.ADDRESS.hex());
                assertThat(new BigInteger(1, decoded.getSignatureData().getS())).isLessThanOrEqualTo(HALF_ORDER);
                assertThat(decoded.getData()).isEqualTo("010203");
            }
        }
    }

    @Test
    void anotherKeysOrAnotherHashsSignatureIsRefusedByName() throws IOException {
        String refused = NAME + " answered with a signature that is not " + Permitted.ADDRESS
                + "'s of this transaction: another key's or another payload's. It is not used";
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false);
                TransactionSigner remote = remote(kms, PATIENT)) {
            kms.signs(hash -> kms.signature(BigInteger.TWO, hash));
            assertThat(remote.sign(Permitted.from(Permitted.ADDRESS))).isEqualTo(new SigningOutcome.NotSigned(refused));

            kms.signs(hash -> kms.signature(new BigInteger(1, Permitted.key()), new byte[32]));
            assertThat(remote.sign(Permitted.from(Permitted.ADDRESS))).isEqualTo(new SigningOutcome.NotSigned(refused));
        }
    }

    @Test
    void whatIsNoStrictDerIsNoSignature() throws IOException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false);
                TransactionSigner remote = remote(kms, PATIENT)) {
            byte[] good = kms.signature(BigInteger.TWO, new byte[32]);
            byte[] trailing = Arrays.copyOf(good, good.length + 1);
            byte[] shortened = Arrays.copyOf(good, good.length - 1);
            byte[] negative = HexFormat.of().parseHex("3006020181020101");
            for (byte[] odd : new byte[][] {{}, {0x30}, trailing, shortened, negative, new byte[64], new byte[80]}) {
                kms.signs(hash -> odd);
                assertThat(remote.sign(Permitted.from(Permitted.ADDRESS)))
                        .as(HexFormat.of().formatHex(odd))
                        .isEqualTo(
                                new SigningOutcome.NotSigned(NAME + " answered with something that is no signature"));
            }
        }
    }

    @Test
    void aKeyOfAnotherKindIsSaidSo() throws IOException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false);
                TransactionSigner remote = remote(kms, PATIENT)) {
            kms.changesPublicKeyAnswer(answer -> answer.replace("ECC_SECG_P256K1", "ECC_NIST_P256"));
            assertThat(remote.readiness())
                    .isEqualTo(new Readiness.NotNow(NAME
                            + " holds a key of kind ECC_NIST_P256 for SIGN_VERIFY; want ECC_SECG_P256K1 for"
                            + " SIGN_VERIFY"));

            kms.changesPublicKeyAnswer(
                    answer -> answer.replaceAll("\"PublicKey\":\"[^\"]*\"", "\"PublicKey\":\"AAAA\""));
            assertThat(remote.readiness())
                    .isEqualTo(new Readiness.NotNow(NAME + " answered with something that is no secp256k1 public key"));
        }
    }

    @Test
    void anotherKeyThanTheConfiguredOneIsSaidSo() throws IOException {
        byte[] another = HexFormat.of().parseHex("01".repeat(32));
        try (KmsDouble kms = new KmsDouble(another, false);
                TransactionSigner remote = remote(kms, PATIENT)) {
            assertThat(remote.readiness())
                    .isEqualTo(new Readiness.WrongKey(NAME + " does not hold the key of " + Permitted.ADDRESS
                            + "; it holds 0x1a642f0e3c3af545e7acbd38b07251b3990914f1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, '; these credentials need kms:GetPublicKey and kms:Sign on the key'",
        "400, NotFoundException, '; there is no such key in this region'",
        "400, DisabledException, '; the key is disabled or about to be deleted'",
        "400, UnrecognizedClientException, '; the credentials are not valid, or this machine''s clock is wrong'",
        "400, SomethingNewException, ''"
    })
    void aRefusalIsToldByItsCodeAndNamesNoAccount(int status, String code, String meaning) throws IOException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false);
                TransactionSigner remote = remote(kms, PATIENT)) {
            kms.answersAlways(KmsDouble.error(status, code));

            assertThat(remote.readiness()).isEqualTo(new Readiness.NotNow(NAME + " refuses: " + code + meaning));
        }
    }

    @Test
    void silenceHasALimit() throws IOException {
        try (KmsDouble kms = new KmsDouble(Permitted.key(), false);
                TransactionSigner remote = remote(kms, Duration.ofMillis(500))) {
            kms.answersAlways(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

            assertThat(remote.readiness()).isEqualTo(new Readiness.NotNow(NAME + " did not answer in time"));
        }
    }

    @Test
    void anArnIsShownWithoutItsAccount() {
        try (AwsKmsKey key = new AwsKmsKey(
                "arn:aws:kms:eu-central-1:111122223333:key/1234abcd", "eu-central-1", Optional.empty(), PATIENT)) {
            assertThat(key.holder()).isEqualTo("AWS KMS in eu-central-1 (key/1234abcd)");
        }
    }

    private static TransactionSigner remote(KmsDouble kms, Duration timeout) {
        return new RemoteSigner(
                Permitted.ADDRESS,
                new AwsKmsKey(KmsDouble.KEY_ID, "eu-central-1", Optional.of(kms.url()), timeout),
                new Web3jTransactionCodec());
    }
}
