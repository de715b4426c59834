package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.keeper.sign.EcdsaSignature;
import io.evenkeel.keeper.sign.RemoteKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Web3Signer's REST interface for secp256k1 keys: it lists public keys, and signs the keccak hash of the bytes it is
 * given. TLS with a certificate on either side, the host's name checked, no redirects, one time limit for a whole
 * request, and answers no longer than they need to be.
 */
public final class Web3SignerKey implements RemoteKey {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int PUBLIC_KEY_BYTES = 64;
    private static final int MOST_KEYS = 10_000;
    /** The longest list of keys, with room for white space. */
    private static final long LARGEST_ANSWER_BYTES = MOST_KEYS * 160L;

    private final OkHttpClient client;
    private final HttpUrl api;

    /**
     * @param url https; a path in it stays in front of the interface's own
     * @param timeout from connecting to the last byte
     */
    public Web3SignerKey(URI url, MutualTls tls, Duration timeout) {
        HttpUrl parsed = HttpUrl.get(url);
        if (parsed == null || !parsed.isHttps()) {
            throw new IllegalArgumentException("a signer's address must be https");
        }
        this.api = parsed.newBuilder().addPathSegments("api/v1/eth1").build();
        this.client = new OkHttpClient.Builder()
                .sslSocketFactory(tls.sockets(), tls.trust())
                .connectionSpecs(List.of(ConnectionSpec.RESTRICTED_TLS))
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    @Override
    public String holder() {
        return "Web3Signer at " + api.host() + ":" + api.port();
    }

    @Override
    public KeysAnswer publicKeys() {
        Request request = new Request.Builder()
                .url(api.newBuilder().addPathSegment("publicKeys").build())
                .build();
        return switch (ask(request)) {
            case Answer.Nothing nothing -> new KeysAnswer.NoKeys(nothing.reason());
            case Answer.Text text -> keys(text.text());
        };
    }

    private static KeysAnswer keys(String text) {
        List<byte[]> found = new ArrayList<>();
        try {
            JsonNode list = MAPPER.readTree(text);
            if (!list.isArray() || list.size() > MOST_KEYS) {
                return malformedKeys();
            }
            for (JsonNode each : list) {
                Optional<byte[]> key = hex(each.asString("")).filter(bytes -> bytes.length == PUBLIC_KEY_BYTES);
                if (key.isEmpty()) {
                    return malformedKeys();
                }
                found.add(key.get());
            }
        } catch (JacksonException notJson) {
            return malformedKeys();
        }
        return new KeysAnswer.Keys(found);
    }

    private static KeysAnswer malformedKeys() {
        return new KeysAnswer.NoKeys("does not answer with a list of secp256k1 public keys; is it started as 'eth1'?");
    }

    @Override
    public SignatureAnswer sign(byte[] publicKey, byte[] payload, byte[] hash) {
        String body = "{\"data\":\"0x" + HexFormat.of().formatHex(payload) + "\"}";
        Request request = new Request.Builder()
                .url(api.newBuilder()
                        .addPathSegment("sign")
                        .addPathSegment("0x" + HexFormat.of().formatHex(publicKey))
                        .build())
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
                .build();
        return switch (ask(request)) {
            case Answer.Nothing nothing -> new SignatureAnswer.NoSignature(nothing.reason());
            case Answer.Text text -> {
                Optional<EcdsaSignature> signature = hex(text.text().strip()).flatMap(EcdsaSignature::ofBytes);
                yield signature.isPresent()
                        ? new SignatureAnswer.Answered(signature.get())
                        : new SignatureAnswer.NoSignature("answered with something that is no signature");
            }
        };
    }

    private sealed interface Answer {
        record Text(String text) implements Answer {}

        record Nothing(String reason) implements Answer {}
    }

    private Answer ask(Request request) {
        try (Response response = client.newCall(request).execute()) {
            ResponseBody body = response.body();
            if (response.code() != 200) {
                return new Answer.Nothing("answered " + response.code() + meaning(response.code()));
            }
            if (body == null || body.source().request(LARGEST_ANSWER_BYTES + 1)) {
                return new Answer.Nothing("answered with more than " + LARGEST_ANSWER_BYTES + " bytes");
            }
            return new Answer.Text(body.source().readString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Answer.Nothing(reason(e));
        }
    }

    private static String meaning(int code) {
        return switch (code) {
            case 400 -> ": it does not understand what we ask";
            case 403 -> ": it does not let this client in";
            case 404 -> ": it does not have this key any more, or is not started as 'eth1'";
            default -> "";
        };
    }

    /** The most telling word of what Java throws at a TLS connection, and nothing that the other side wrote. */
    private static String reason(IOException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "shows a certificate for another host";
        }
        if (hasCause(e, CertificateException.class)) {
            return "shows a certificate that key.web3signer.trust does not vouch for";
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLException) {
            return "ends the TLS connection: it may not know our client certificate ("
                    + e.getClass().getSimpleName() + ")";
        }
        if (e instanceof UnknownHostException) {
            return "has a name that no address is known for";
        }
        if (e instanceof ConnectException) {
            return "does not take connections";
        }
        return e instanceof SocketTimeoutException || e instanceof java.io.InterruptedIOException
                ? "did not answer in time"
                : "does not answer: " + e.getClass().getSimpleName();
    }

    private static boolean hasCause(Throwable thrown, Class<?> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static Optional<byte[]> hex(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        return digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit)
                ? Optional.of(HexFormat.of().parseHex(digits))
                : Optional.empty();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
