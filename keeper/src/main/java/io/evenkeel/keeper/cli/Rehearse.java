package io.evenkeel.keeper.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.Address;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.Wiring;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.adapter.bouncycastle.ScryptKeystoreCipher;
import io.evenkeel.keeper.adapter.jackson.KeystoreJson;
import io.evenkeel.keeper.adapter.web3j.Web3jSigner;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.journal.AttemptId;
import io.evenkeel.keeper.journal.AttemptRecord;
import io.evenkeel.keeper.journal.IntentRecord;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.keeper.journal.Purpose;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import io.evenkeel.keeper.sign.V3Keystore;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code evenkeel rehearse}: a start and a first cycle without a network, in a folder that is thrown away. The JVM
 * watches and remembers which classes a start needs; the launcher runs it once after a build.
 */
@Command(name = "rehearse", hidden = true, description = "What the launcher runs to make the next starts quick.")
final class Rehearse implements Callable<Integer> {
    private static final Pattern ASKED = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern ENDPOINT = Pattern.compile("(http|ws)://127\\.0\\.0\\.1:8545");
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String PASSWORD = "rehearsal";
    private static final int KEY_BYTES = 32;

    @Option(names = "--example", required = true, description = "a whole configuration, as the documentation has it")
    private Path example = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("evenkeel-rehearsal-");
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", Rehearse::answer);
        node.start();
        try {
            Path config = prepare(folder, node.getAddress().getPort());
            Commands.execute("check", "-c", config.toString());
            Thread running = Thread.ofPlatform()
                    .daemon()
                    .name("rehearsed")
                    .start(() -> Commands.execute("run", "-c", config.toString()));
            awaitFirstCycle(running, folder.resolve("state").resolve("status.json"));
        } finally {
            node.stop(0);
            delete(folder);
        }
        return ExitCode.DONE;
    }

    private static void awaitFirstCycle(Thread running, Path status) {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            while (running.isAlive() && !Files.exists(status) && System.nanoTime() < end) {
                running.join(LOOK_EVERY);
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** A configuration, a key of its own, and a journal in which something is under way. */
    private Path prepare(Path folder, int port) throws IOException {
        Path config = folder.resolve("evenkeel.yaml");
        String text = ENDPOINT.matcher(Files.readString(example)).replaceAll("$1://127.0.0.1:" + port);
        Files.writeString(config, text);
        KeeperConfig read = switch (ConfigReader.read(config)) {
            case ConfigReader.Outcome.Loaded loaded -> loaded.config();
            case ConfigReader.Outcome.Invalid invalid ->
                throw new IllegalStateException(example + ": " + invalid.problems());
        };
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (Web3jSigner signer = new Web3jSigner(key)) {
            V3Keystore keystore = new ScryptKeystoreCipher()
                    .encrypt(key, signer.address(), PASSWORD.toCharArray(), V3Keystore.Cost.LIGHT);
            new KeystoreJson().write(folder.resolve("keeper.json"), keystore);
            Files.writeString(folder.resolve("keeper.password"), PASSWORD);
            if (Wiring.journal(read) instanceof JournalOpening.Opened opened) {
                try (Journal journal = opened.journal()) {
                    somethingUnderWay(journal, read, signer.address());
                }
            }
        }
        return config;
    }

    private static void somethingUnderWay(Journal journal, KeeperConfig config, Address sender) {
        Instant now = Instant.now();
        IntentId intent = new IntentId("0x" + "1".repeat(64));
        Address vault = config.account().vault();
        byte[] nothing = new byte[0];
        journal.decided(new IntentRecord(
                intent,
                new AccountId(config.chain().id(), vault),
                sender,
                vault,
                nothing,
                0,
                now.plus(Duration.ofHours(1)),
                false,
                "rehearsed",
                now));
        AttemptId attempt = new AttemptId(config.chain().id(), sender, new Nonce(0), 1);
        journal.permitted(new AttemptRecord(
                attempt,
                intent,
                Purpose.EXECUTE,
                new UnsignedTransaction(
                        config.chain().id(),
                        sender,
                        new Nonce(0),
                        vault,
                        nothing,
                        new Gas(21_000),
                        new FeePerGas(BigInteger.TWO),
                        new FeePerGas(BigInteger.ONE)),
                now));
        journal.signed(attempt, new SignedTransaction(new byte[1], new TxHash("0x" + "2".repeat(64))), now);
    }

    /** Knows its chain, an empty past and a first block, and nothing else. */
    private static void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher id = ASKED.matcher(asked);
        String what;
        if (asked.contains("\"eth_chainId\"")) {
            what = "\"result\":\"0x7a69\"";
        } else if (asked.contains("\"eth_getTransactionReceipt\"")) {
            what = "\"result\":null";
        } else if (asked.contains("\"eth_getTransactionCount\"")) {
            what = "\"result\":\"0x0\"";
        } else if (asked.contains("\"eth_getBlockBy")) {
            what = "\"result\":{\"number\":\"0x1\",\"timestamp\":\"0x1\",\"hash\":\"0x" + "3".repeat(64)
                    + "\",\"parentHash\":\"0x" + "4".repeat(64) + "\"}";
        } else {
            what = "\"error\":{\"code\":-32601,\"message\":\"the method does not exist\"}";
        }
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":" + (id.find() ? id.group(1) : "null") + "," + what + "}")
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A key that was never used and a journal that nobody needs; the keeper that was rehearsed still has it open. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            System.err.println(folder + " stays: " + failed.getMessage());
        }
    }
}
