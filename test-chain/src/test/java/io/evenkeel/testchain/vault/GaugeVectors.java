package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.NodePackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gauge readings written down for the tests of the pure code: what the chain said, and what the gauge made of it.
 * Numbers are decimal strings; the fields of {@code state} have the names of the Solidity struct.
 *
 * <p>The files are rewritten only when {@value #RECORD} is set: {@code mvn -pl test-chain -am test -Dtest='*GaugeTest'
 * -Devenkeel.record-vectors=true}.
 */
final class GaugeVectors {
    static final String RECORD = "evenkeel.record-vectors";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String name;
    private final StructReader reader;
    private final List<Map<String, Object>> vectors = new ArrayList<>();

    /**
     * @param name of the file, as in aave-v3
     * @param contract as in gauges/AaveV3Gauge
     */
    GaugeVectors(String name, String contract) {
        this.name = name;
        this.reader = StructReader.ofState(contract);
    }

    /** The state struct by its fields' names. */
    Map<String, Object> read(byte[] primitives) {
        return reader.read(primitives);
    }

    void add(BigInteger priceE18, Map<String, Object> state, Tuple totals) {
        add(priceE18, state, totals, Map.of());
    }

    /** @param answers what else the protocol said on the same state, by names of the caller's choice; may be empty */
    void add(BigInteger priceE18, Map<String, Object> state, Tuple totals, Map<String, Object> answers) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("priceE18", priceE18.toString());
        vector.put("state", state);
        vector.put(
                "totals",
                Map.of(
                        "delta", totals.get(0).toString(),
                        "protocolEquity", totals.get(1).toString(),
                        "maintenance", totals.get(2).toString(),
                        "oracleNav", totals.get(3).toString()));
        if (!answers.isEmpty()) {
            vector.put("answers", answers);
        }
        vectors.add(vector);
    }

    /** Writes the file when asked to. */
    void recordIfAsked() {
        if (!Boolean.getBoolean(RECORD)) {
            return;
        }
        try {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), JSON.writeValueAsString(vectors) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the fields in the committed file, nested ones with a dot; empty when there is no file. */
    List<String> committedFields() {
        if (!Files.exists(file())) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        collectNames("", JSON.readTree(file().toFile()).get(0).path("state"), names);
        return names;
    }

    /** Names of the fields as the contract has them now. */
    List<String> currentFields() {
        return reader.names();
    }

    private static void collectNames(String prefix, JsonNode node, List<String> names) {
        node.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                collectNames(prefix + entry.getKey() + ".", entry.getValue(), names);
            } else {
                names.add(prefix + entry.getKey());
            }
        });
    }

    private Path file() {
        return NodePackages.find()
                .folder()
                .resolveSibling("strategies")
                .resolve("src/test/resources/vectors/" + name + ".json");
    }

    /** Decodes a struct by the compiler's own description of it. */
    record StructReader(JsonNode components) {
        static StructReader ofState(String contract) {
            Path artifact = NodePackages.find()
                    .folder()
                    .resolveSibling("solidity")
                    .resolve("artifacts/contracts/" + contract + ".sol/"
                            + contract.substring(contract.lastIndexOf('/') + 1) + ".json");
            for (JsonNode function : JSON.readTree(artifact.toFile()).path("abi")) {
                if (function.path("name").asString("").equals("state")) {
                    return new StructReader(function.path("outputs").get(0).path("components"));
                }
            }
            throw new IllegalStateException(contract + " has no state function");
        }

        Map<String, Object> read(byte[] primitives) {
            Tuple struct = TupleType.parse("(" + type(components) + ")")
                    .decode(primitives)
                    .get(0);
            return named(components, struct);
        }

        /** The position manager's number of the first range. */
        BigInteger firstTokenId(byte[] primitives) {
            Tuple struct = TupleType.parse("(" + type(components) + ")")
                    .decode(primitives)
                    .get(0);
            Tuple[] positions = struct.get(struct.size() - 1);
            return positions[0].get(0);
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            collect("", components, names);
            return names;
        }

        private static void collect(String prefix, JsonNode components, List<String> names) {
            for (JsonNode component : components) {
                String name = prefix + component.path("name").asString();
                if (component.path("type").asString().equals("tuple")) {
                    collect(name + ".", component.path("components"), names);
                } else {
                    names.add(name);
                }
            }
        }

        private static String type(JsonNode components) {
            List<String> types = new ArrayList<>();
            for (JsonNode component : components) {
                String type = component.path("type").asString();
                types.add(
                        type.startsWith("tuple")
                                ? type(component.path("components")) + type.substring("tuple".length())
                                : type);
            }
            return "(" + String.join(",", types) + ")";
        }

        private static Map<String, Object> named(JsonNode components, Tuple struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < components.size(); i++) {
                JsonNode component = components.get(i);
                fields.put(component.path("name").asString(), value(component, struct.get(i)));
            }
            return fields;
        }

        private static Object value(JsonNode component, Object value) {
            return switch (value) {
                case Tuple inner -> named(component.path("components"), inner);
                case Tuple[] list ->
                    java.util.Arrays.stream(list)
                            .map(inner -> named(component.path("components"), inner))
                            .toList();
                case Boolean flag -> flag;
                case Address address -> address.toString();
                case byte[] bytes -> JsonRpc.hex(bytes);
                default -> value.toString();
            };
        }
    }
}
