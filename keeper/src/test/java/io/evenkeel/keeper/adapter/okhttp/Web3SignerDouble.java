package io.evenkeel.keeper.adapter.okhttp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * Stands in for Web3Signer started as {@code eth1}: the two requests the keeper makes, stricter than the real one
 * about their form, over real TLS that asks for a client's certificate. Web3j signs.
 */
public final class Web3SignerDouble implements AutoCloseable {
    private static final Pattern BODY = Pattern.compile("\\{\"data\":\"0x([0-9a-f]+)\"}");
    private static final String API = "/api/v1/eth1/";

    private final MockWebServer server = new MockWebServer();
    private final List<ECKeyPair> keys = new ArrayList<>();
    private UnaryOperator<MockResponse> answers = UnaryOperator.identity();
    private UnaryOperator<byte[]> payloads = UnaryOperator.identity();
    private Optional<ECKeyPair> signsWith = Optional.empty();

    /** @param clients whose certificates are let in */
    public Web3SignerDouble(HeldCertificate certificate, HeldCertificate clients) throws IOException {
        HandshakeCertificates tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(clients.certificate())
                .build();
        server.useHttps(tls.sslSocketFactory(), false);
        server.requireClientAuth();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.apply(answer(request));
            }
        });
        server.start(InetAddress.getByName("localhost"), 0);
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getPort());
    }

    public void holds(byte[] privateKey) {
        keys.add(ECKeyPair.create(privateKey));
    }

    public void holdsNothing() {
        keys.clear();
    }

    /** From now on with this key, whichever is asked for. */
    public void signsWith(byte[] privateKey) {
        signsWith = Optional.of(ECKeyPair.create(privateKey));
    }

    /** From now on something else than what is asked for. */
    public void signsInsteadOf(UnaryOperator<byte[]> payload) {
        payloads = payload;
    }

    public void answers(UnaryOperator<MockResponse> change) {
        answers = change;
    }

    public int requests() {
        return server.getRequestCount();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = String.valueOf(request.getPath());
        if (path.equals(API + "publicKeys") && "GET".equals(request.getMethod())) {
            List<String> list =
                    keys.stream().map(key -> "\"" + publicKey(key) + "\"").toList();
            return json("[" + String.join(",", list) + "]");
        }
        if (!path.startsWith(API + "sign/") || !"POST".equals(request.getMethod())) {
            return new MockResponse().setResponseCode(404);
        }
        Matcher body = BODY.matcher(request.getBody().readUtf8());
        if (!"application/json".equals(request.getHeader("Content-Type")) || !body.matches()) {
            return new MockResponse().setResponseCode(400);
        }
        String wanted = path.substring((API + "sign/").length());
        return keys.stream()
                .filter(key -> publicKey(key).equals(wanted))
                .findFirst()
                .map(key -> signature(signsWith.orElse(key), HexFormat.of().parseHex(body.group(1))))
                .orElseGet(() -> new MockResponse().setResponseCode(404));
    }

    private MockResponse signature(ECKeyPair key, byte[] payload) {
        Sign.SignatureData signed = Sign.signMessage(payloads.apply(payload), key);
        return new MockResponse()
                .setHeader("Content-Type", "text/plain; charset=utf-8")
                .setBody("0x" + HexFormat.of().formatHex(signed.getR())
                        + HexFormat.of().formatHex(signed.getS())
                        + HexFormat.of().formatHex(signed.getV()));
    }

    private static MockResponse json(String body) {
        return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
    }

    private static String publicKey(ECKeyPair key) {
        BigInteger point = key.getPublicKey();
        return Numeric.toHexStringWithPrefixZeroPadded(point, 128);
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
    }
}
