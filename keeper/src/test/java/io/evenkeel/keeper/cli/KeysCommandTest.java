package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainId;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.adapter.bouncycastle.Pkcs12Bags;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.adapter.okhttp.TlsFiles;
import io.evenkeel.keeper.adapter.okhttp.Web3SignerDouble;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.sign.KeystoreOpener;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.Permitted;
import io.evenkeel.keeper.sign.Pkcs12Opener;
import io.evenkeel.keeper.sign.SignerOpening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    private static final String KEY = Permitted.KEY_HEX;
    private static final String ADDRESS = Permitted.ADDRESS.hex();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private String password = "";
    private String other = "";

    @BeforeEach
    void writePasswords() throws IOException {
        password =
                Files.writeString(folder.resolve("password"), "correct horse\n").toString();
        other = Files.writeString(folder.resolve("other"), "battery staple\n").toString();
    }

    // ---- new

    @Test
    void aNewKeyOpensWithItsPasswordAndIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("key.json");

        assertThat(run("new", file.toString(), "--password-file", password, "--light"))
                .isZero();

        Address printed = Address.of(said());
        assertThat(opened(file, password)).isEqualTo(printed);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("show", file.toString())).isZero();
        assertThat(said()).isEqualTo(printed.hex());
    }

    @Test
    void aNewKeyMayStandInAPkcs12File() throws IOException {
        Path file = folder.resolve("key.p12");

        assertThat(run("new", file.toString(), "--pkcs12", "--password-file", password, "--light"))
                .isZero();

        Address printed = Address.of(said());
        assertThat(openedPkcs12(file, password)).isEqualTo(printed);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyIsNeverWrittenOver() throws IOException {
        Path file = Files.writeString(folder.resolve("key.json"), "mine");

        assertThat(run("new", file.toString(), "--password-file", password, "--light"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(complaint()).isEqualTo(file + " exists; a key is never written over");
        assertThat(file).hasContent("mine");
        assertThat(run("new", folder.resolve("no/key.json").toString(), "--password-file", password))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).isEqualTo("there is no folder " + folder.resolve("no") + " to write key.json into");
    }

    @Test
    void withoutATerminalAPasswordFileIsAskedFor() {
        assertThat(run("new", folder.resolve("key.json").toString(), "--light")).isEqualTo(ExitCode.USAGE);

        assertThat(complaint())
                .isEqualTo(
                        "no password was typed, or there is no terminal to type it on; a password file can be named");
        assertThat(folder.resolve("key.json")).doesNotExist();
    }

    // ---- import

    @Test
    void aKeyOfOnesOwnIsTakenFromAFile() throws IOException {
        Path key = Files.writeString(folder.resolve("hex"), "0x" + KEY + "\n");
        Path file = folder.resolve("key.json");

        assertThat(run("import", file.toString(), "--key-file", key.toString(), "--password-file", password, "--light"))
                .isZero();

        assertThat(said()).isEqualTo(ADDRESS);
        assertThat(opened(file, password)).hasToString(ADDRESS);
    }

    @Test
    void aKeyOfOnesOwnIsTakenFromStandardInput() {
        Path file = folder.resolve("key.p12");
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((KEY + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("import", file.toString(), "--stdin", "--pkcs12", "--password-file", password, "--light"))
                    .isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(openedPkcs12(file, password)).hasToString(ADDRESS);
    }

    @Test
    void aKeyIsTakenOutOfOneKindOfFileIntoTheOther() throws IOException {
        Path hex = Files.writeString(folder.resolve("hex"), KEY);
        Path v3 = folder.resolve("key.json");
        Path p12 = folder.resolve("key.p12");
        Path back = folder.resolve("back.json");
        run("import", v3.toString(), "--key-file", hex.toString(), "--password-file", password, "--light");

        assertThat(run(
                        "import",
                        p12.toString(),
                        "--pkcs12",
                        "--from",
                        v3.toString(),
                        "--from-password-file",
                        password,
                        "--password-file",
                        other,
                        "--light"))
                .isZero();
        assertThat(run(
                        "import",
                        back.toString(),
                        "--from",
                        p12.toString(),
                        "--from-password-file",
                        other,
                        "--password-file",
                        password,
                        "--light"))
                .isZero();

        assertThat(openedPkcs12(p12, other)).hasToString(ADDRESS);
        assertThat(opened(back, password)).hasToString(ADDRESS);
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        Path file = folder.resolve("key.json");
        for (String odd : new String[] {"12", "g".repeat(64), "0".repeat(64), "f".repeat(64)}) {
            Path key = Files.writeString(folder.resolve("hex"), odd);
            assertThat(run("import", file.toString(), "--key-file", key.toString(), "--password-file", password))
                    .as(odd)
                    .isEqualTo(ExitCode.USAGE);
            assertThat(complaint())
                    .isEqualTo("no private key from " + key
                            + ": want 64 hex digits, not all zeros and below the order of the curve");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void misuseOfImportIsNamed() throws IOException {
        String file = folder.resolve("key.json").toString();

        assertThat(run("import", file, "--stdin", "--key-file", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).isEqualTo("give one of --key-file, --stdin and --from, not several");
        assertThat(run("import", file, "--from-alias", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(complaint())
                .isEqualTo("--from-password-file and --from-alias say how to open --from, which is missing");
        assertThat(run("import", file, "--password-file", password)).isEqualTo(ExitCode.USAGE);
        assertThat(complaint())
                .isEqualTo("no private key from the prompt (without a terminal, use --stdin, --key-file or --from)");
        assertThat(run("import", file, "--from", folder.resolve("none").toString(), "--from-password-file", password))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).isEqualTo(folder.resolve("none") + " is not there or cannot be read");
        assertThat(run("import", file, KEY)).isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).doesNotContain(KEY);
    }

    // ---- list

    @Test
    void keysAreListedWithoutAnyPasswordAndThoseOpenToOthersWarnedOf() throws IOException {
        Path hex = Files.writeString(folder.resolve("hex"), KEY);
        run(
                "import",
                folder.resolve("a.json").toString(),
                "--key-file",
                hex.toString(),
                "--password-file",
                password,
                "--light");
        run("new", folder.resolve("b.p12").toString(), "--pkcs12", "--password-file", password, "--light");
        Address second = Address.of(said().lines().skip(1).findFirst().orElseThrow());
        try (InputStream sealed = Pkcs12Bags.class.getResourceAsStream("openssl-3.p12")) {
            Files.write(folder.resolve("c.p12"), sealed.readAllBytes());
        }
        Files.setPosixFilePermissions(folder.resolve("a.json"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.resolve("c.p12"), PosixFilePermissions.fromString("rw-------"));
        Path config = config("keystore: a.json\n  passwordFile: password");

        assertThat(run("list", "-c", config.toString())).isEqualTo(ExitCode.NOT_WELL);

        assertThat(said().lines())
                .containsExactly(
                        ADDRESS + "  version 3  a.json  used by " + config,
                        "  warning: " + folder.resolve("a.json")
                                + " may be read or changed by others (rw-r--r--); chmod 600 it",
                        second + "  PKCS#12    b.p12",
                        "not told without its password               PKCS#12    c.p12");
    }

    @Test
    void aRemoteSignersKeysAreListedToo() throws IOException {
        TlsFiles tls = new TlsFiles(folder);
        try (Web3SignerDouble signer = tls.signer()) {
            signer.holds(Permitted.key());
            tls.client();
            tls.trust();
            tls.password();
            Path config = config("web3signer: {url: \"" + signer.url() + "\", address: \"" + ADDRESS
                    + "\", clientCertificate: client.p12, clientPasswordFile: client.password, trust: trust.pem,"
                    + " timeout: 20s}");

            assertThat(run(
                            "list",
                            Files.createDirectory(folder.resolve("empty")).toString(),
                            "-c",
                            config.toString()))
                    .isZero();

            assertThat(said().lines())
                    .containsExactly(
                            "no keys in " + folder.resolve("empty"),
                            ADDRESS + "  Web3Signer at localhost:"
                                    + signer.url().getPort() + "  used by " + config);
        }
    }

    // ---- rotate

    @Test
    void thePasswordIsChangedInANewFileAndTheOldOneIsLeft() throws IOException {
        Path hex = Files.writeString(folder.resolve("hex"), KEY);
        Path old = folder.resolve("old.json");
        Path fresh = folder.resolve("fresh.json");
        run("import", old.toString(), "--key-file", hex.toString(), "--password-file", password, "--light");
        byte[] before = Files.readAllBytes(old);

        assertThat(run(
                        "rotate",
                        "--password-only",
                        old.toString(),
                        "--password-file",
                        password,
                        "--out",
                        fresh.toString(),
                        "--new-password-file",
                        other,
                        "--light"))
                .isZero();

        assertThat(opened(fresh, other)).hasToString(ADDRESS);
        assertThat(old).hasBinaryContent(before);
        assertThat(said()).contains("then delete " + old);
        assertThat(run(
                        "rotate",
                        "--password-only",
                        old.toString(),
                        "--password-file",
                        other,
                        "--out",
                        folder.resolve("third.json").toString(),
                        "--new-password-file",
                        other))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).isEqualTo("wrong password for keystore " + old);
    }

    @Test
    void aNewKeyComesWithWhatTheOwnerHasToSend() throws IOException {
        Path config = configWithKey();
        Path fresh = folder.resolve("fresh.json");

        assertThat(run(
                        "rotate",
                        "-c",
                        config.toString(),
                        "--out",
                        fresh.toString(),
                        "--new-password-file",
                        other,
                        "--light"))
                .isZero();

        Address made = opened(fresh, other);
        assertThat(said())
                .contains("setKeeper(" + made + ", true)")
                // The selector of setKeeper(address,bool), the address, and yes.
                .contains("0xd1b9e853000000000000000000000000" + made.hex().substring(2) + "0".repeat(63) + "1")
                .contains("setKeeper(" + ADDRESS + ", false)")
                .contains("0xd1b9e853000000000000000000000000" + ADDRESS.substring(2) + "0".repeat(64))
                .contains("the policy of vault 0x0000000000000000000000000000000000000001 (no endpoint answers now");
        assertThat(opened(folder.resolve("old.json"), password)).hasToString(ADDRESS);
    }

    @Test
    void noNewKeyIsMadeWhileTheOldOneHasUnsettledIntents() throws IOException {
        Path config = configWithKey();
        IntentId intent = new IntentId("0x" + "1".repeat(64));
        try (Journal journal = journal()) {
            journal.decided(intent(intent));
        }
        Path fresh = folder.resolve("fresh.json");

        assertThat(run("rotate", "-c", config.toString(), "--out", fresh.toString(), "--new-password-file", other))
                .isEqualTo(ExitCode.NOT_WELL);

        assertThat(complaint())
                .startsWith("intent " + intent + " is DECIDED")
                .contains(ADDRESS + " has signed what is not settled yet");
        assertThat(fresh).doesNotExist();

        try (Journal journal = journal()) {
            journal.resolved(intent, IntentState.ABANDONED, "", NOON);
        }
        assertThat(run(
                        "rotate",
                        "-c",
                        config.toString(),
                        "--out",
                        fresh.toString(),
                        "--new-password-file",
                        other,
                        "--light"))
                .isZero();
    }

    @Test
    void misuseOfRotateIsNamed() throws IOException {
        String fresh = folder.resolve("fresh.json").toString();

        assertThat(run("rotate", "--out", fresh)).isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).startsWith("give either -c, to change the key that a configuration uses, or ");
        assertThat(run("rotate", "--out", fresh, "-c", "x", "--password-file", "y"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).contains("a new key's is --new-password-file");
        assertThat(run("rotate", "--out", password, "-c", configWithKey().toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(complaint()).isEqualTo(password + " exists; a key is never written over");
    }

    // ----

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Commands.execute(new PrintWriter(out, true), new PrintWriter(errors, true), all);
    }

    private String said() {
        return taken(out);
    }

    private String complaint() {
        return taken(errors);
    }

    private static String taken(StringWriter from) {
        String text = from.toString().strip();
        from.getBuffer().setLength(0);
        assertThat(text).doesNotContain(KEY).doesNotContain("correct horse").doesNotContain("battery staple");
        return text;
    }

    private static Address opened(Path file, String password) {
        return address(new KeystoreOpener(new KeystoreJson(), new ScryptKeystoreCipher(), Web3jSigner::new)
                .open(file, PasswordSource.file(Path.of(password))));
    }

    private static Address openedPkcs12(Path file, String password) {
        return address(new Pkcs12Opener(new Pkcs12Bags(), Web3jSigner::new)
                .open(file, Optional.empty(), Optional.empty(), PasswordSource.file(Path.of(password))));
    }

    private static Address address(SignerOpening opening) {
        return ((SignerOpening.Opened) opening).signer().address();
    }

    private Path configWithKey() throws IOException {
        Path hex = Files.writeString(folder.resolve("hex"), KEY);
        run(
                "import",
                folder.resolve("old.json").toString(),
                "--key-file",
                hex.toString(),
                "--password-file",
                password,
                "--light");
        return config("keystore: old.json\n  passwordFile: password");
    }

    /** The documented configuration with another key, and an endpoint that nobody listens at. */
    private Path config(String key) throws IOException {
        String whole = Files.readString(Path.of("../docs/evenkeel.yaml"));
        String changed = whole.replaceFirst("(?m)^key:[\\s\\S]*?^oracles:", "key:\n  " + key + "\n\noracles:")
                .replace("127.0.0.1:8545", "127.0.0.1:1");
        return Files.writeString(folder.resolve("evenkeel.yaml"), changed);
    }

    private Journal journal() {
        return ((JournalOpening.Opened) H2JournalFile.open(folder.resolve("state"))).journal();
    }

    private static IntentRecord intent(IntentId id) {
        return new IntentRecord(
                id,
                new AccountId(new ChainId(31337), Permitted.VAULT),
                Permitted.ADDRESS,
                Permitted.VAULT,
                new byte[] {1},
                0,
                NOON,
                false,
                "",
                NOON);
    }
}
