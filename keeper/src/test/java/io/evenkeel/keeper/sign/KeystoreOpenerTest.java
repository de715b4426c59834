package io.evenkeel.keeper.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.sign.PasswordSource.PasswordOutcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreOpenerTest {
    /** The first account of every test node. */
    private static final byte[] KEY =
            HexFormat.of().parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    private static final Address ADDRESS = Address.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

    @TempDir
    Path folder = Path.of("");

    private final KeystoreJson format = new KeystoreJson();
    private final ScryptKeystoreCipher cipher = new ScryptKeystoreCipher();
    private final KeystoreOpener opener = new KeystoreOpener(format, cipher, Web3jSigner::new);

    @Test
    void whatWasLockedOpensWithItsPassword() throws IOException {
        Path file = locked(ADDRESS);

        assertThat(opener.open(file, password("pässword\n")))
                .isInstanceOfSatisfying(
                        SignerOpening.Opened.class,
                        opened -> assertThat(opened.signer().address()).isEqualTo(ADDRESS));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("ac0974bec39a");
    }

    @Test
    void aWrongPasswordIsCalledThat() throws IOException {
        Path file = locked(ADDRESS);

        assertThat(opener.open(file, password("password")))
                .isEqualTo(new SignerOpening.Refused("wrong password for keystore " + file));
    }

    @Test
    void thePasswordIsWipedAfterUse() throws IOException {
        char[] typed = "pässword".toCharArray();

        opener.open(locked(ADDRESS), () -> new PasswordOutcome.Password(typed));

        assertThat(typed).containsOnly('\0');
    }

    @Test
    void aKeystoreThatLiesAboutItsAddressIsRefused() throws IOException {
        Path file = locked(Address.of("0x00000000000000000000000000000000000000aa"));

        assertThat(opener.open(file, password("pässword")))
                .isInstanceOfSatisfying(
                        SignerOpening.Refused.class,
                        refused -> assertThat(refused.reason()).endsWith("but holds the key of " + ADDRESS));
    }

    @Test
    void filesThatAreNoKeystoresAreNamed() throws IOException {
        Path missing = folder.resolve("missing.json");
        Path odd = Files.writeString(folder.resolve("odd.json"), "{\"version\":1}");
        Path text = Files.writeString(folder.resolve("text.json"), "hello");

        assertThat(opener.open(missing, password("x")))
                .isEqualTo(new SignerOpening.Refused("keystore " + missing + " does not exist"));
        assertThat(opener.open(odd, password("x")))
                .isEqualTo(new SignerOpening.Refused(
                        "keystore " + odd + " is not a version 3 keystore: version is not 3"));
        assertThat(opener.open(text, password("x")))
                .isInstanceOfSatisfying(
                        SignerOpening.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("keystore " + text + " is not a version 3 keystore"));
    }

    @Test
    void aPasswordThatIsNotThereIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path missing = folder.resolve("missing");
        Path keystore = locked(ADDRESS);

        assertThat(opener.open(keystore, PasswordSource.file(empty)))
                .isEqualTo(new SignerOpening.Refused("password file " + empty + " is empty"));
        assertThat(opener.open(keystore, PasswordSource.file(missing)))
                .isEqualTo(new SignerOpening.Refused("password file " + missing + " does not exist"));
    }

    @Test
    void aKeyIsNeverWrittenOver() throws IOException {
        Path file = locked(ADDRESS);

        assertThatThrownBy(
                        () -> format.write(file, cipher.encrypt(KEY, ADDRESS, new char[] {'x'}, V3Keystore.Cost.LIGHT)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** The example of the Web3 Secret Storage definition: password "testpassword". */
    @Test
    void theExampleOfTheDefinitionOpens() throws IOException {
        Path file = Files.writeString(folder.resolve("example.json"), """
                {"address":"008aeeda4d805471df9b2a5b0f38a0c3bcba786b",
                 "crypto":{"cipher":"aes-128-ctr",
                  "cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
                  "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
                  "kdf":"pbkdf2",
                  "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
                   "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
                  "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
                 "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}
                """);

        assertThat(opener.open(file, password("testpassword"))).isInstanceOf(SignerOpening.Opened.class);
    }

    private Path locked(Address address) throws IOException {
        Path file = folder.resolve("key.json");
        format.write(file, cipher.encrypt(KEY, address, "pässword".toCharArray(), V3Keystore.Cost.LIGHT));
        return file;
    }

    private PasswordSource password(String text) throws IOException {
        return PasswordSource.file(Files.writeString(folder.resolve("password"), text));
    }
}
