package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares deployed code with what a compiler published. */
final class PublishedCode {
    /** A library's address, before it is known, is a placeholder of this many hex digits. */
    private static final int PLACEHOLDER_DIGITS = 40;
    /** An immutable value, before it is known, is a pushed word of zeros. */
    private static final String UNKNOWN_WORD = "7f" + "0".repeat(64);
    /** A library begins by comparing its own address, before it is known zeros, with where it runs. */
    private static final String LIBRARY_START = "73" + "0".repeat(40) + "3014";
    /** How a constructor of solc 0.5 says what it returns: length and place of the code, in bytes. */
    private static final Pattern RETURNED_CODE =
            Pattern.compile("6[12](....|.{6})(?:80)?6[0-2](..|....|.{6})(?:6000396000f3fe|600b828282398051)");

    private static final JsonMapper JSON = new JsonMapper();

    private PublishedCode() {}

    /** Every contract of an origin chain whose code is not what was published, and where it differs. */
    static Map<String, String> differences(OriginChain origin, JsonRpc rpc) {
        Map<String, String> published =
                JSON.readValue(origin.publishedFile().toFile(), new TypeReference<TreeMap<String, String>>() {});
        assertThat(published).hasSizeGreaterThan(35);
        Map<String, JsonNode> files = new HashMap<>();
        Map<String, String> differences = new TreeMap<>();
        published.forEach((name, source) -> difference(
                        runtimeCode(source, files), rpc.code(origin.addresses().get(name)))
                .ifPresent(difference -> differences.put(name, difference)));
        return differences;
    }

    /** @param source a compiler's output file relative to test-chain; after a # where in it the creation code is */
    private static String runtimeCode(String source, Map<String, JsonNode> files) {
        String[] parts = source.split("#");
        JsonNode file = files.computeIfAbsent(
                parts[0],
                path -> JSON.readTree(NodePackages.find().folder().resolve(path).toFile()));
        if (parts.length == 2) {
            return runtimeIn(file.at(parts[1]).asString());
        }
        return file.has("compilerOutput")
                ? file.at("/compilerOutput/evm/deployedBytecode/object").asString()
                : file.path("deployedBytecode").asString();
    }

    /** The code that a constructor returns; all of it where there is no constructor. */
    static String runtimeIn(String creationCode) {
        Matcher returned = RETURNED_CODE.matcher(creationCode);
        if (!returned.find()) {
            return creationCode;
        }
        int from = 2 * Integer.parseInt(returned.group(2), 16);
        return creationCode.substring(from, from + 2 * Integer.parseInt(returned.group(1), 16));
    }

    /**
     * Where deployed code differs from the published, other than in library addresses and immutable values, which
     * are filled in on deployment.
     */
    static Optional<String> difference(String published, byte[] deployed) {
        String expected = (published.startsWith("0x") ? published.substring(2) : published).toLowerCase(Locale.ROOT);
        String actual = HexFormat.of().formatHex(deployed);
        if (expected.length() != actual.length()) {
            return Optional.of(actual.length() / 2 + " bytes, published are " + expected.length() / 2);
        }
        if (expected.isEmpty()) {
            return Optional.of("nothing was published");
        }
        int at = expected.startsWith(LIBRARY_START) ? LIBRARY_START.length() : 0;
        while (at < expected.length()) {
            if (expected.startsWith("__", at)) {
                at += PLACEHOLDER_DIGITS;
            } else if (expected.startsWith(UNKNOWN_WORD, at)) {
                at += UNKNOWN_WORD.length();
            } else if (expected.charAt(at) != actual.charAt(at)) {
                return Optional.of("first difference at byte " + at / 2);
            } else {
                at++;
            }
        }
        return Optional.empty();
    }
}
