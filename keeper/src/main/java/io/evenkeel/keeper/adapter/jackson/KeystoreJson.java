package io.evenkeel.keeper.adapter.jackson;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.sign.KeystoreFormat;
import io.evenkeel.keeper.sign.SecretFile;
import io.evenkeel.keeper.sign.V3Keystore;
import io.evenkeel.keeper.sign.V3Keystore.KeyDerivation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keystore files as geth, MetaMask exports and web3j write them. */
public final class KeystoreJson implements KeystoreFormat {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HexFormat HEX = HexFormat.of();
    private static final int DERIVED_BYTES = 32;

    @Override
    public ReadOutcome read(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new ReadOutcome.Unreadable("keystore " + file + " does not exist");
        } catch (IOException e) {
            return new ReadOutcome.Unreadable("keystore " + file + " cannot be read");
        }
        try {
            return new ReadOutcome.Read(keystore(JSON.readTree(content)));
        } catch (JacksonException | IllegalArgumentException e) {
            return new ReadOutcome.Unreadable("keystore " + file + " is not a version 3 keystore: " + firstLine(e));
        }
    }

    private static V3Keystore keystore(JsonNode json) {
        if (field(json, "version").asInt(0) != 3) {
            throw new IllegalArgumentException("version is not 3");
        }
        JsonNode crypto = json.has("crypto") ? json.get("crypto") : field(json, "Crypto");
        if (!"aes-128-ctr".equals(text(crypto, "cipher"))) {
            throw new IllegalArgumentException("cipher is not aes-128-ctr");
        }
        return new V3Keystore(
                new Address(text(json, "address")),
                derivation(text(crypto, "kdf"), field(crypto, "kdfparams")),
                hex(field(crypto, "cipherparams"), "iv"),
                hex(crypto, "ciphertext"),
                hex(crypto, "mac"));
    }

    private static KeyDerivation derivation(String name, JsonNode parameters) {
        if (number(parameters, "dklen") != DERIVED_BYTES) {
            throw new IllegalArgumentException("dklen is not 32");
        }
        byte[] salt = hex(parameters, "salt");
        return switch (name) {
            case "scrypt" ->
                new KeyDerivation.Scrypt(
                        number(parameters, "n"), number(parameters, "r"), number(parameters, "p"), salt);
            case "pbkdf2" -> new KeyDerivation.Pbkdf2(number(parameters, "c"), salt);
            default -> throw new IllegalArgumentException("kdf is neither scrypt nor pbkdf2");
        };
    }

    @Override
    public void write(Path file, V3Keystore keystore) throws IOException {
        SecretFile.create(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(keystore)));
    }

    private static Map<String, Object> json(V3Keystore keystore) {
        Map<String, Object> crypto = Map.of(
                "cipher", "aes-128-ctr",
                "ciphertext", HEX.formatHex(keystore.ciphertext()),
                "cipherparams", Map.of("iv", HEX.formatHex(keystore.iv())),
                "kdf", keystore.derivation() instanceof KeyDerivation.Scrypt ? "scrypt" : "pbkdf2",
                "kdfparams", parameters(keystore.derivation()),
                "mac", HEX.formatHex(keystore.mac()));
        return Map.of(
                "version",
                3,
                "id",
                UUID.randomUUID().toString(),
                "address",
                keystore.address().hex().substring(2),
                "crypto",
                crypto);
    }

    private static Map<String, Object> parameters(KeyDerivation derivation) {
        String salt = HEX.formatHex(derivation.salt());
        return switch (derivation) {
            case KeyDerivation.Scrypt scrypt ->
                Map.of("dklen", DERIVED_BYTES, "n", scrypt.n(), "r", scrypt.r(), "p", scrypt.p(), "salt", salt);
            case KeyDerivation.Pbkdf2 pbkdf2 ->
                Map.of("dklen", DERIVED_BYTES, "c", pbkdf2.rounds(), "prf", "hmac-sha256", "salt", salt);
        };
    }

    private static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String text(JsonNode object, String name) {
        return field(object, name).asString("");
    }

    private static int number(JsonNode object, String name) {
        return field(object, name).asInt(0);
    }

    private static byte[] hex(JsonNode object, String name) {
        return HEX.parseHex(text(object, name));
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
