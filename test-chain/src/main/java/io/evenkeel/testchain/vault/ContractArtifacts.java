package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import io.evenkeel.testchain.NodePackages;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our contracts as the compiler left them in {@code solidity/artifacts}. */
public final class ContractArtifacts {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    private ContractArtifacts(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalStateException when the contracts have not been compiled */
    public static ContractArtifacts find() {
        Path testChain = NodePackages.find().folder();
        Path folder = testChain.resolveSibling("solidity").resolve("artifacts/contracts");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "the contracts are not compiled: no " + folder + "; run node " + testChain.resolve("setup.mjs"));
        }
        return new ContractArtifacts(folder);
    }

    /**
     * Creation code with its constructor's arguments.
     *
     * @param contract folder and name, as in {@code gauges/AaveV3Gauge}
     * @param types the constructor's, as in {@code (string,address)}
     */
    byte[] creation(String contract, String types, Object... arguments) {
        byte[] code = bytes(contract, "bytecode");
        ByteBuffer encoded = TupleType.parse(types).encode(Tuple.from(arguments));
        return ByteBuffer.allocate(code.length + encoded.remaining())
                .put(code)
                .put(encoded)
                .array();
    }

    /** The code that a deployed contract without immutables has. */
    public byte[] runtime(String contract) {
        return bytes(contract, "deployedBytecode");
    }

    private byte[] bytes(String contract, String field) {
        String name = contract.substring(contract.lastIndexOf('/') + 1);
        Path file = folder.resolve(contract + ".sol").resolve(name + ".json");
        JsonNode artifact = JSON.readTree(file.toFile());
        return HexFormat.of().parseHex(artifact.path(field).asString().substring(2));
    }
}
