import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.ObjectMapperFactory;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/**
 * Writes one web3j wrapper for every committed ABI: {@code src/main/abi/perp-v2/Vault.json} becomes {@code
 * io.evenkeel.bindings.perpv2.Vault}.
 *
 * <p>The build runs it as a single source file with the code generator's own class path, so neither the generator nor
 * the older web3j it needs is ever a dependency of the program. One process writes all wrappers: starting the
 * generator's command line once for each would take a minute.
 */
final class GenerateBindings {
    private static final String BASE_PACKAGE = "io.evenkeel.bindings";
    private static final int ADDRESS_LENGTH_BITS = 160;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "usage: GenerateBindings <abi folder> <output folder> <this source file>");
        }
        Path abiFolder = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Path stamp = output.resolveSibling(output.getFileName() + ".sha256");
        List<Path> abis = jsonFilesBelow(abiFolder);

        String digest = digestOf(abiFolder, abis, Path.of(arguments[2]));
        if (Files.isDirectory(output)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(digest)) {
            return;
        }
        deleteRecursively(output);
        deleteCopiesOfAbis(output.getParent().getParent());
        Files.createDirectories(output);
        for (Path abi : abis) {
            generate(abi, abiFolder.relativize(abi).getName(0).toString(), output);
        }
        Files.writeString(stamp, digest);
        System.out.println("Generated " + abis.size() + " contract wrappers");
    }

    private static void generate(Path abi, String protocol, Path output) throws IOException, ClassNotFoundException {
        String contract = abi.getFileName().toString().replace(".json", "");
        List<AbiDefinition> definitions;
        try (InputStream json = Files.newInputStream(abi)) {
            definitions = Arrays.asList(ObjectMapperFactory.getObjectMapper().readValue(json, AbiDefinition[].class));
        }
        for (AbiDefinition definition : definitions) {
            nameStructs(definition.getInputs(), contract);
            nameStructs(definition.getOutputs(), contract);
        }
        boolean nativeJavaTypes = true;
        new SolidityFunctionWrapper(nativeJavaTypes, ADDRESS_LENGTH_BITS)
                .generateJavaFiles(
                        contract,
                        "",
                        definitions,
                        output.toString(),
                        BASE_PACKAGE + "." + protocol.replaceAll("[^a-z0-9]", ""),
                        Map.of());
    }

    /** Not every published ABI says what its structs are called; the generator needs a name for each of them. */
    private static void nameStructs(List<AbiDefinition.NamedType> parameters, String contract) {
        if (parameters == null) {
            return;
        }
        for (AbiDefinition.NamedType parameter : parameters) {
            String type = parameter.getType();
            boolean unnamed = parameter.getInternalType() == null
                    || parameter.getInternalType().isEmpty();
            if (type.startsWith("tuple") && unnamed) {
                String name = parameter.getName();
                parameter.setInternalType(
                        "struct " + contract + "." + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                                + type.substring("tuple".length()));
            }
            nameStructs(parameter.getComponents(), contract);
        }
    }

    private static List<Path> jsonFilesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Of every input's relative name and bytes, this file among them: a changed generator writes everything again. */
    private static String digestOf(Path abiFolder, List<Path> abis, Path generator)
            throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (Path abi : abis) {
            sha256.update(abiFolder.relativize(abi).toString().getBytes());
            sha256.update(Files.readAllBytes(abi));
        }
        sha256.update(Files.readAllBytes(generator));
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Maven copies resources but never takes one away that is gone from the sources. */
    private static void deleteCopiesOfAbis(Path buildFolder) throws IOException {
        for (String classes : List.of("classes", "quick-classes")) {
            deleteRecursively(buildFolder.resolve(classes).resolve("abi"));
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
