package io.evenkeel.keeper.adapter.awskms;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for AWS KMS: its JSON protocol for the two operations the keeper uses, and stricter than the real one
 * about what is asked. Bouncy Castle signs, with a random nonce as the service does.
 */
public final class KmsDouble implements AutoCloseable {
    public static final String KEY_ID = "alias/keeper";

    private static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));

    private final MockWebServer server = new MockWebServer();
    private final ECPrivateKeyParameters key;
    private final boolean highS;
    private Function<byte[], byte[]> signatures = this::signature;
    private UnaryOperator<String> publicKeyAnswers = UnaryOperator.identity();
    private Optional<MockResponse> always = Optional.empty();

    /** @param highS which of the two valid numbers it answers with; the real service answers with either */
    public KmsDouble(byte[] privateKey, boolean highS) throws IOException {
        this.key = new ECPrivateKeyParameters(new BigInteger(1, privateKey), CURVE);
        this.highS = highS;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return always.orElseGet(() -> answer(request));
            }
        });
        server.start(InetAddress.getByName("localhost"), 0);
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getPort());
    }

    public void signs(Function<byte[], byte[]> hash) {
        signatures = hash;
    }

    void changesPublicKeyAnswer(UnaryOperator<String> change) {
        publicKeyAnswers = change;
    }

    public void answersAlways(MockResponse answer) {
        always = Optional.of(answer);
    }

    public static MockResponse error(int status, String code) {
        return new MockResponse()
                .setResponseCode(status)
                .setHeader("Content-Type", "application/x-amz-json-1.1")
                .setBody("{\"__type\":\"" + code + "\",\"message\":\"User arn:aws:iam::111122223333:user/x may not\"}");
    }

    private MockResponse answer(RecordedRequest request) {
        String authorization = String.valueOf(request.getHeader("Authorization"));
        if (!authorization.matches("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/kms/aws4_request.*")) {
            return error(400, "IncompleteSignatureException");
        }
        JsonNode body = JsonMapper.shared().readTree(request.getBody().readUtf8());
        if (!KEY_ID.equals(body.path("KeyId").asString(""))) {
            return error(400, "NotFoundException");
        }
        return switch (String.valueOf(request.getHeader("X-Amz-Target"))) {
            case "TrentService.GetPublicKey" -> json(publicKeyAnswers.apply(publicKey()));
            case "TrentService.Sign" -> sign(body);
            default -> error(400, "UnknownOperationException");
        };
    }

    private String publicKey() {
        byte[] point = CURVE.getG().multiply(key.getD()).normalize().getEncoded(false);
        AlgorithmIdentifier curve =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256k1);
        try {
            String der = Base64.getEncoder().encodeToString(new SubjectPublicKeyInfo(curve, point).getEncoded());
            return "{\"KeyId\":\"" + KEY_ID + "\",\"KeySpec\":\"ECC_SECG_P256K1\",\"KeyUsage\":\"SIGN_VERIFY\","
                    + "\"PublicKey\":\"" + der + "\",\"SigningAlgorithms\":[\"ECDSA_SHA_256\"]}";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private MockResponse sign(JsonNode body) {
        byte[] hash = Base64.getDecoder().decode(body.path("Message").asString(""));
        if (!"DIGEST".equals(body.path("MessageType").asString(""))
                || !"ECDSA_SHA_256".equals(body.path("SigningAlgorithm").asString(""))
                || hash.length != 32) {
            return error(400, "ValidationException");
        }
        return json("{\"KeyId\":\"" + KEY_ID + "\",\"SigningAlgorithm\":\"ECDSA_SHA_256\",\"Signature\":\""
                + Base64.getEncoder().encodeToString(signatures.apply(hash)) + "\"}");
    }

    private byte[] signature(byte[] hash) {
        return signature(key.getD(), hash);
    }

    public byte[] signature(BigInteger privateKey, byte[] hash) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(privateKey, CURVE), new SecureRandom()));
        BigInteger[] numbers = signer.generateSignature(hash);
        boolean isHigh = numbers[1].compareTo(CURVE.getN().shiftRight(1)) > 0;
        BigInteger s = isHigh == highS ? numbers[1] : CURVE.getN().subtract(numbers[1]);
        ASN1EncodableVector both = new ASN1EncodableVector();
        both.add(new ASN1Integer(numbers[0]));
        both.add(new ASN1Integer(s));
        try {
            return new DERSequence(both).getEncoded();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MockResponse json(String body) {
        return new MockResponse()
                .setHeader("Content-Type", "application/x-amz-json-1.1")
                .setBody(body);
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
    }
}
