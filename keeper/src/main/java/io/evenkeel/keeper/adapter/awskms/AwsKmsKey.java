package io.evenkeel.keeper.adapter.awskms;

import io.evenkeel.keeper.sign.EcdsaSignature;
import io.evenkeel.keeper.sign.RemoteKey;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * A key of kind ECC_SECG_P256K1 in AWS KMS. The service is given the hash and answers in DER; which half {@code s} is
 * in and the recovery bit are worked out by whoever checks the signature. Credentials come from the SDK's own chain
 * and are never ours to see.
 */
public final class AwsKmsKey implements RemoteKey {
    /** What stands before the point in every public key on this curve: algorithm, curve, uncompressed. */
    private static final byte[] BEFORE_THE_POINT =
            HexFormat.of().parseHex("3056301006072a8648ce3d020106052b8104000a03420004");

    private static final int POINT_BYTES = 64;

    private final KmsClient client;
    private final String keyId;
    private final String holder;

    /**
     * @param keyId id, ARN or alias
     * @param endpoint instead of the region's public one
     * @param timeout of one whole request, its retries included
     */
    public AwsKmsKey(String keyId, String region, Optional<URI> endpoint, Duration timeout) {
        this.keyId = keyId;
        this.holder = "AWS KMS in " + region + " (" + shortened(keyId) + ")";
        KmsClientBuilder builder = KmsClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout))
                .overrideConfiguration(override -> override.apiCallTimeout(timeout));
        endpoint.ifPresent(builder::endpointOverride);
        this.client = builder.build();
    }

    /** An ARN without the account's number. */
    private static String shortened(String keyId) {
        return keyId.substring(keyId.lastIndexOf(':') + 1);
    }

    @Override
    public String holder() {
        return holder;
    }

    @Override
    public KeysAnswer publicKeys() {
        GetPublicKeyResponse answer;
        try {
            answer = client.getPublicKey(request -> request.keyId(keyId));
        } catch (SdkException e) {
            return new KeysAnswer.NoKeys(reason(e));
        }
        if (answer.keySpec() != KeySpec.ECC_SECG_P256_K1 || answer.keyUsage() != KeyUsageType.SIGN_VERIFY) {
            return new KeysAnswer.NoKeys("holds a key of kind " + answer.keySpecAsString() + " for "
                    + answer.keyUsageAsString() + "; want ECC_SECG_P256K1 for SIGN_VERIFY");
        }
        byte[] der = answer.publicKey().asByteArray();
        if (der.length != BEFORE_THE_POINT.length + POINT_BYTES
                || !Arrays.equals(der, 0, BEFORE_THE_POINT.length, BEFORE_THE_POINT, 0, BEFORE_THE_POINT.length)) {
            return new KeysAnswer.NoKeys("answered with something that is no secp256k1 public key");
        }
        return new KeysAnswer.Keys(List.of(Arrays.copyOfRange(der, BEFORE_THE_POINT.length, der.length)));
    }

    @Override
    public SignatureAnswer sign(byte[] publicKey, byte[] payload, byte[] hash) {
        SignResponse answer;
        try {
            answer = client.sign(request -> request.keyId(keyId)
                    .message(SdkBytes.fromByteArray(hash))
                    .messageType(MessageType.DIGEST)
                    .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
        } catch (SdkException e) {
            return new SignatureAnswer.NoSignature(reason(e));
        }
        @Nullable SdkBytes bytes = answer.signature();
        Optional<EcdsaSignature> signature =
                bytes == null ? Optional.empty() : EcdsaSignature.ofDer(bytes.asByteArray());
        return signature.isPresent()
                ? new SignatureAnswer.Answered(signature.get())
                : new SignatureAnswer.NoSignature("answered with something that is no signature");
    }

    /** By the service's own code, never its whole message: those name accounts, roles and where credentials are. */
    private static String reason(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "did not answer in time";
        }
        if (e instanceof KmsException refused) {
            @Nullable AwsErrorDetails details = refused.awsErrorDetails();
            String code = details == null ? "error " + refused.statusCode() : details.errorCode();
            return "refuses: " + code + meaning(code);
        }
        String message = String.valueOf(e.getMessage());
        return e instanceof SdkClientException && message.contains("redentials")
                ? "cannot be asked: no usable AWS credentials where the SDK looks for them (system properties,"
                        + " environment, web identity, profile, container, instance)"
                : "does not answer: " + e.getClass().getSimpleName();
    }

    private static String meaning(String code) {
        return switch (code) {
            case "AccessDeniedException" -> "; these credentials need kms:GetPublicKey and kms:Sign on the key";
            case "NotFoundException" -> "; there is no such key in this region";
            case "DisabledException", "KMSInvalidStateException" -> "; the key is disabled or about to be deleted";
            case "UnrecognizedClientException", "InvalidSignatureException" ->
                "; the credentials are not valid, or this machine's clock is wrong";
            default -> "";
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
