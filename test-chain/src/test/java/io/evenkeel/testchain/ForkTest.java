package io.evenkeel.testchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esaulpaugh.headlong.abi.Function;
import io.evenkeel.testchain.ForkedChain.Mining;
import io.evenkeel.testchain.market.MarketDriver;
import io.evenkeel.testchain.market.MarketPrice;
import io.evenkeel.testchain.market.MarketStep;
import io.evenkeel.testchain.market.PricePath;
import io.evenkeel.testchain.market.PricePaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fork has a life and a clock of its own, and ends when it should. */
class ForkTest {
    private static OriginChain origin;

    @BeforeAll
    static void start() {
        origin = OriginChain.start(OriginSpec.at(2000), System.out::println);
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void whatHappensOnAForkIsSeenNeitherOnTheOriginNorOnAnotherFork() {
        try (ForkedChain one = fork();
                ForkedChain other = fork()) {
            new MarketDriver(one).step(MarketPrice.of("2050"));

            assertThat(uniswapTick(one.rpc())).isNotEqualTo(uniswapTick(other.rpc()));
            assertThat(uniswapTick(other.rpc())).isEqualTo(uniswapTick(new JsonRpc(origin.url())));
        }
    }

    @Test
    void theSameStepsOnTwoForksGiveTheSameBlocks() {
        PricePath path = PricePaths.calm(3, 5, MarketPrice.of("2000"));
        List<String> hashes = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (ForkedChain fork = fork()) {
                MarketDriver driver = new MarketDriver(fork);
                path.prices().forEach(driver::step);
                hashes.add(fork.rpc()
                        .request("eth_getBlockByNumber", "latest", false)
                        .path("hash")
                        .asString());
            }
        }

        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    @Test
    void theClockRunsInBlocksOfTwelveSecondsWhateverTheWallClockSays() {
        try (ForkedChain fork = fork()) {
            BlockProducer blocks = new BlockProducer(fork.rpc());
            Instant head = blocks.head().time();

            assertThat(blocks.mineNext().time()).isEqualTo(head.plusSeconds(12));
            assertThat(blocks.mineNext(3).time()).isEqualTo(head.plusSeconds(48));
            assertThat(blocks.mineAt(head.plusSeconds(600)).time()).isEqualTo(head.plusSeconds(600));
            assertThatThrownBy(() -> blocks.mineAt(head)).isInstanceOf(RpcException.class);
        }
    }

    @Test
    void returningToASnapshotReturnsTheClockToo() {
        try (ForkedChain fork = fork()) {
            BlockProducer blocks = new BlockProducer(fork.rpc());
            Snapshots snapshots = new Snapshots(fork.rpc());
            Instant before = blocks.head().time();
            Snapshots.Snapshot snapshot = snapshots.take();

            blocks.mineAt(before.plus(Duration.ofDays(30)));
            snapshots.returnTo(snapshot);

            assertThat(blocks.head().time()).isEqualTo(before);
            fork.rpc().request("evm_mine");
            assertThat(blocks.head().time()).isEqualTo(before.plusSeconds(12));
            assertThatThrownBy(() -> snapshots.returnTo(snapshot)).hasMessageContaining("is no more");
        }
    }

    @Test
    void thePastStaysReadableAndASnapshotGoodHoweverManyBlocksFollow() {
        try (ForkedChain fork = fork()) {
            MarketDriver driver = new MarketDriver(fork);
            Snapshots snapshots = new Snapshots(fork.rpc());
            MarketStep first = driver.step(MarketPrice.of("2010"));
            int tick = uniswapTick(fork.rpc());
            Snapshots.Snapshot snapshot = snapshots.take();

            driver.mineEmpty(150);
            driver.step(MarketPrice.of("1990"));

            assertThat(uniswapTick(fork.rpc())).isNotEqualTo(tick);
            assertThat(uniswapTick(fork.rpc(), JsonRpc.hex(first.block()))).isEqualTo(tick);
            snapshots.returnTo(snapshot);
            assertThat(uniswapTick(fork.rpc())).isEqualTo(tick);
        }
    }

    @Test
    void aNetworkNamedInTheEnvironmentIsForkedWithItsFileOfAddresses() {
        Map<String, String> environment = Map.of(
                "FORK_URL", origin.url().toString(),
                "FORK_ADDRESSES", origin.addressFile().toString(),
                "FORK_BLOCK", Long.toString(origin.headBlock()));
        ForkSource source = ForkSource.named(environment).orElseThrow();
        assertThat(source)
                .isInstanceOfSatisfying(
                        ForkSource.Network.class,
                        network -> assertThat(network.block()).isEqualTo(OptionalLong.of(origin.headBlock())));

        try (ForkedChain fork = ForkedChain.start(source, Mining.ON_DEMAND)) {
            assertThat(fork.rpc().chainId()).isEqualTo(31337);
            assertThat(uniswapTick(fork.rpc())).isEqualTo(uniswapTick(new JsonRpc(origin.url())));
        }
    }

    @Test
    void onANetworkThatIsNotOursTimePassesAndPricesStay(@TempDir Path folder) throws IOException {
        Path addresses = folder.resolve("addresses.json");
        List<String> entries = origin.addresses().names().stream()
                .filter(name -> !name.startsWith("accounts."))
                .map(name -> "\"%s\": \"%s\"".formatted(name, origin.addresses().get(name)))
                .toList();
        Files.writeString(addresses, "{" + String.join(",", entries) + "}");
        ForkSource source =
                new ForkSource.Network(origin.url(), AddressBook.read(addresses), OptionalLong.of(origin.headBlock()));

        try (ForkedChain fork = ForkedChain.start(source, Mining.ON_DEMAND)) {
            MarketDriver driver = new MarketDriver(fork);
            assertThat(driver.movesPrices()).isFalse();

            MarketStep first = driver.step(MarketPrice.of("2100"));
            MarketStep second = driver.step(MarketPrice.of("2200"));

            assertThat(second.time()).isEqualTo(first.time().plusSeconds(60));
            assertThat(List.of(second.oracle(), second.uniswap(), second.perp()))
                    .containsOnly(MarketPrice.of("2000"));
        }
    }

    @Test
    void aNetworkWithoutItsAddressesIsRefused() {
        assertThatThrownBy(() -> ForkSource.named(Map.of("FORK_URL", "http://127.0.0.1:1")))
                .hasMessageContaining("FORK_ADDRESSES");
        assertThat(ForkSource.named(Map.of())).isEmpty();
    }

    @Test
    void closingAForkEndsItsNode() {
        ForkedChain fork = fork();
        ProcessHandle node = ProcessHandle.of(fork.pid()).orElseThrow();

        fork.close();

        assertThat(node.isAlive()).isFalse();
    }

    @Test
    void aForkDoesNotOutliveAProgramThatIsKilled() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForksAndWaits.class.getName(),
                        origin.url().toString(),
                        origin.addressFile().toString(),
                        Long.toString(origin.headBlock())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle node =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(node.isAlive()).isTrue();

            program.destroyForcibly();

            assertThat(node.onExit()).succeedsWithin(Duration.ofSeconds(10)).isNotNull();
        } finally {
            program.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** A program that forks a chain, prints the node's process id, and would go on for ever. */
    static final class ForksAndWaits {
        private ForksAndWaits() {}

        public static void main(String[] args) throws InterruptedException {
            ForkSource source = new ForkSource.Network(
                    URI.create(args[0]), AddressBook.read(Path.of(args[1])), OptionalLong.of(Long.parseLong(args[2])));
            ForkedChain fork = ForkedChain.start(source, Mining.ON_DEMAND);
            System.out.println(fork.pid());
            Thread.currentThread().join();
        }
    }

    private static ForkedChain fork() {
        return ForkedChain.start(new ForkSource.Origin(origin), Mining.ON_DEMAND);
    }

    private static int uniswapTick(JsonRpc rpc) {
        return uniswapTick(rpc, "latest");
    }

    private static int uniswapTick(JsonRpc rpc, String block) {
        Function slot0 = Function.parse("slot0()", "(uint160,int24,uint16,uint16,uint16,uint8,bool)");
        Map<String, String> call = Map.of(
                "to", origin.addresses().get("uniswapV3.pool").hex(),
                "data", JsonRpc.hex(slot0.encodeCallWithArgs().array()));
        return slot0.decodeReturn(JsonRpc.bytes(rpc.request("eth_call", call, block)))
                .get(1);
    }
}
