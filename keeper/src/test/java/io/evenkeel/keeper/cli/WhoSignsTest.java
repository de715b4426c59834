package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.okhttp.TlsFiles;
import io.evenkeel.keeper.adapter.okhttp.Web3SignerDouble;
import io.evenkeel.keeper.sign.Permitted;
import io.evenkeel.keeper.sign.V3Keystore.Cost;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first line of {@code check}, which is also the first of {@code run}. No endpoint answers here. */
class WhoSignsTest {
    private static final String ADDRESS = Permitted.ADDRESS.hex();

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRemoteSignerIsNamedWithTheAddressItSignsFor() throws IOException {
        TlsFiles tls = new TlsFiles(folder);
        try (Web3SignerDouble signer = tls.signer()) {
            Path config = web3signer(tls, signer);
            signer.holds(Permitted.key());
            String name = "Web3Signer at localhost:" + signer.url().getPort();

            assertThat(firstLine(config))
                    .isEqualTo("ok          signer: " + ADDRESS + " signs, its key held by " + name);

            signer.holdsNothing();
            signer.holds(HexFormat.of().parseHex("01".repeat(32)));
            assertThat(firstLine(config))
                    .isEqualTo("failed      signer: " + name + " does not hold the key of " + ADDRESS
                            + "; it holds 0x1a642f0e3c3af545e7acbd38b07251b3990914f1");

            signer.answers(answer -> new MockResponse().setResponseCode(503));
            assertThat(firstLine(config))
                    .isEqualTo("warning     signer: " + name + " answered 503; nothing can be signed for " + ADDRESS
                            + " until it does");
        }
    }

    @Test
    void aKeystoreIsOpenedWhereNobodyHasToBeAskedForItsPassword() throws IOException {
        new KeystoreJson()
                .write(
                        folder.resolve("keeper.json"),
                        new ScryptKeystoreCipher()
                                .encrypt(Permitted.key(), Permitted.ADDRESS, "right".toCharArray(), Cost.LIGHT));
        Files.writeString(folder.resolve("right"), "right\n");
        Files.writeString(folder.resolve("wrong"), "wrong\n");

        assertThat(firstLine(config("keystore: keeper.json\n  passwordFile: right")))
                .isEqualTo("ok          signer: " + ADDRESS + " signs, its key held by this process");
        assertThat(firstLine(config("keystore: keeper.json\n  passwordFile: wrong")))
                .isEqualTo("failed      signer: wrong password for keystore " + folder.resolve("keeper.json"));
        assertThat(firstLine(config("keystore: keeper.json")))
                .isEqualTo("ok          signer: " + ADDRESS + " signs; not tried, as the password of "
                        + folder.resolve("keeper.json") + " is in no file");
    }

    // ----

    private static String firstLine(Path config) {
        StringWriter out = new StringWriter();
        Commands.execute(
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                "check",
                "-c",
                config.toString());
        return out.toString().lines().findFirst().orElse("");
    }

    private Path web3signer(TlsFiles tls, Web3SignerDouble signer) throws IOException {
        tls.client();
        tls.trust();
        tls.password();
        return config("web3signer: {url: \"" + signer.url() + "\", address: \"" + ADDRESS
                + "\", clientCertificate: client.p12, clientPasswordFile: client.password, trust: trust.pem,"
                + " timeout: 20s}");
    }

    private Path config(String key) throws IOException {
        String changed = Files.readString(Path.of("../docs/evenkeel.yaml"))
                .replaceFirst("(?m)^key:[\\s\\S]*?^oracles:", "key:\n  " + key + "\n\noracles:")
                .replace("127.0.0.1:8545", "127.0.0.1:1");
        return Files.writeString(folder.resolve("evenkeel.yaml"), changed);
    }
}
