package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.testchain.NodePackages;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decodes what HedgeLens.read answers by the compiler's description of it. */
final class LensAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode components;

    LensAnswer() {
        Path artifact = NodePackages.find()
                .folder()
                .resolveSibling("solidity")
                .resolve("artifacts/contracts/HedgeLens.sol/HedgeLens.json");
        JsonNode found = JSON.missingNode();
        for (JsonNode function : JSON.readTree(artifact.toFile()).path("abi")) {
            if (function.path("name").asString("").equals("read")) {
                found = function.path("outputs").get(0).path("components");
            }
        }
        this.components = found;
    }

    Tuple decode(byte[] answer) {
        return TupleType.parse("(" + type(components) + ")").decode(answer).get(0);
    }

    <T> T field(Tuple snapshot, String name) {
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).path("name").asString().equals(name)) {
                return snapshot.get(i);
            }
        }
        throw new AssertionError("the snapshot has no field " + name);
    }

    long number(Tuple snapshot, String name) {
        return this.<BigInteger>field(snapshot, name).longValueExact();
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
}
