package io.evenkeel.testchain;

import io.evenkeel.testchain.process.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chain that is forked: anvil, loaded with real published code of every protocol. It is only ever read, so any
 * number of forks may share one. Built on first use, which takes seconds, and found in the cache afterwards.
 */
public final class OriginChain implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private final ChildProcess node;
    private final URI url;
    private final Path folder;
    private final AddressBook addresses;

    private OriginChain(ChildProcess node, URI url, Path folder) {
        this.node = node;
        this.url = url;
        this.folder = folder;
        this.addresses = AddressBook.read(folder.resolve("addresses.json"));
    }

    /** Builds the chain unless it is in the cache, then starts the node. */
    public static OriginChain start(OriginSpec spec, Progress progress) {
        Path folder = build(spec, progress);
        ChildProcess node = serve(folder);
        return new OriginChain(node, ForkedChain.announcedUrl(node.awaitLine(START_TIMEOUT)), folder);
    }

    public URI url() {
        return url;
    }

    public AddressBook addresses() {
        return addresses;
    }

    /** The address book as a file. */
    public Path addressFile() {
        return folder.resolve("addresses.json");
    }

    /** The compiler output each deployed contract comes from: a JSON object of names and files, relative to test-chain. */
    public Path publishedFile() {
        return folder.resolve("published.json");
    }

    /** The number of its last block, the one to fork at: it has no state of earlier ones. */
    public long headBlock() {
        return JSON.readTree(folder.resolve("head.json").toFile()).path("block").asLong();
    }

    @Override
    public void close() {
        node.close();
    }

    /** An anvil with the state in the folder, starting. */
    static ChildProcess serve(Path folder) {
        NodePackages packages = NodePackages.find();
        return ChildProcess.start(
                List.of(packages.node().toString(), "serve-origin.mjs", folder.toString()),
                packages.scripts(),
                Map.of(),
                ForkedChain::announcesUrl,
                line -> {});
    }

    /** Where its files are; they are made first when they are not in the cache. */
    static Path build(OriginSpec spec, Progress progress) {
        NodePackages packages = NodePackages.find();
        packages.requireInstalled();
        List<String> command = new ArrayList<>(List.of(
                packages.node().toString(),
                "build-origin.mjs",
                "--price",
                Integer.toString(spec.usdPerEth()),
                "--head",
                Long.toString(spec.head().getEpochSecond())));
        spec.extras().forEach(protocol -> command.addAll(List.of("--with", protocol)));
        List<String> output = Scripts.run(command, packages.scripts(), Map.of(), line -> {
            if (line.startsWith("origin chain:")) {
                progress.report(line);
            }
        });
        return Path.of(output.getLast());
    }
}
