package io.evenkeel.keeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.sign.KeystoreOpener;
import io.evenkeel.keeper.sign.PasswordSource;
import io.evenkeel.keeper.sign.SignerOpening;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
    private static final String KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    private static final String ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aNewKeyOpensWithItsPasswordAndIsNeverPrinted() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        Path file = folder.resolve("key.json");

        assertThat(run("new", file.toString(), "--password-file", password.toString()))
                .isZero();

        Address printed = Address.of(out.toString().strip());
        assertThat(opened(file, password).signer().address()).isEqualTo(printed);
        out.getBuffer().setLength(0);
        assertThat(run("show", file.toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo(printed.hex());
        assertThat(run("new", file.toString(), "--password-file", password.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("a key is never written over");
    }

    @Test
    void aKeyOfOnesOwnIsTakenFromAFile() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "x");
        Path key = Files.writeString(folder.resolve("hex"), "0x" + KEY + "\n");
        Path file = folder.resolve("key.json");

        assertThat(run("import", file.toString(), "--key-file", key.toString(), "--password-file", password.toString()))
                .isZero();

        assertThat(out.toString().strip()).isEqualTo(ADDRESS);
        assertThat(opened(file, password).signer().address()).isEqualTo(Address.of(ADDRESS));
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "x");
        Path file = folder.resolve("key.json");
        for (String odd : new String[] {"", "12", "g".repeat(64), "0".repeat(64), "f".repeat(64)}) {
            Path key = Files.writeString(folder.resolve("hex"), odd);
            assertThat(run(
                            "import",
                            file.toString(),
                            "--key-file",
                            key.toString(),
                            "--password-file",
                            password.toString()))
                    .as(odd)
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(file).doesNotExist();
    }

    private int run(String... arguments) {
        return new CommandLine(new KeysCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private static SignerOpening.Opened opened(Path file, Path password) {
        return (SignerOpening.Opened)
                new KeystoreOpener(new KeystoreJson(), new ScryptKeystoreCipher(), Web3jSigner::new)
                        .open(file, PasswordSource.file(password));
    }
}
