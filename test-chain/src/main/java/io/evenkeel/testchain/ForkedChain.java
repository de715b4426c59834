package io.evenkeel.testchain;

import io.evenkeel.testchain.process.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chain the keeper runs on: a Hardhat node that forks another chain. Nothing done here is seen there. It stops
 * when closed, or when this JVM ends.
 */
public final class ForkedChain implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final ChildProcess node;
    private final JsonRpc rpc;
    private final AddressBook addresses;

    private ForkedChain(ChildProcess node, URI url, AddressBook addresses) {
        this.node = node;
        this.rpc = new JsonRpc(url);
        this.addresses = addresses;
    }

    /** When blocks are mined. */
    public enum Mining {
        /** One for each transaction, at once. */
        AUTOMATIC,
        /** Only when asked, as {@link BlockProducer} does. */
        ON_DEMAND
    }

    /** Forks and waits until the fork answers. */
    public static ForkedChain start(ForkSource source, Mining mining) {
        NodePackages packages = NodePackages.find();
        Map<String, String> settings = new HashMap<>();
        settings.put("EVENKEEL_FORK_URL", source.url().toString());
        settings.put("EVENKEEL_FORK_CHAIN_ID", Long.toString(new JsonRpc(source.url()).chainId()));
        settings.put("EVENKEEL_FORK_AUTOMINE", Boolean.toString(mining == Mining.AUTOMATIC));
        source.block().ifPresent(block -> settings.put("EVENKEEL_FORK_BLOCK", Long.toString(block)));
        // Hardhat would keep a copy of the state for every block: gigabytes over a day of them. Reads at blocks
        // older than these are worked out anew.
        settings.put("__EDR_MAX_CACHED_STATES", "64");
        // Hardhat traces every step of what it executes. Given back at once and asked for again with the next call, the
        // gigabyte that takes was a fifth of all its time.
        settings.put("MIMALLOC_PURGE_DELAY", "10000");
        settings.put("HARDHAT_DISABLE_TELEMETRY_PROMPT", "true");
        ChildProcess node = ChildProcess.start(
                List.of(packages.node().toString(), "serve-fork.mjs"),
                packages.scripts(),
                settings,
                ForkedChain::announcesUrl,
                line -> {});
        return new ForkedChain(node, announcedUrl(node.awaitLine(START_TIMEOUT)), source.addresses());
    }

    /**
     * The same chain without a fork: an anvil of its own, loaded with the origin's state, that mines on demand. Some
     * things a node says and does differ, which is why it is worth having.
     */
    public static ForkedChain onAnvil(OriginSpec spec, Progress progress) {
        Path folder = OriginChain.build(spec, progress);
        ChildProcess node = OriginChain.serve(folder);
        ForkedChain chain = new ForkedChain(
                node, announcedUrl(node.awaitLine(START_TIMEOUT)), AddressBook.read(folder.resolve("addresses.json")));
        chain.setMining(Mining.ON_DEMAND);
        return chain;
    }

    public URI httpUrl() {
        return rpc.url();
    }

    public URI webSocketUrl() {
        return URI.create("ws" + rpc.url().toString().substring("http".length()));
    }

    public JsonRpc rpc() {
        return rpc;
    }

    public AddressBook addresses() {
        return addresses;
    }

    /** The node's process id. */
    public long pid() {
        return node.pid();
    }

    /** Switches between mining at once and mining on demand. */
    public void setMining(Mining mining) {
        rpc.request("evm_setAutomine", mining == Mining.AUTOMATIC);
    }

    @Override
    public void close() {
        node.close();
    }

    static boolean announcesUrl(String line) {
        return line.startsWith("{\"url\":");
    }

    static URI announcedUrl(String line) {
        return URI.create(JSON.readTree(line).path("url").asString());
    }
}
