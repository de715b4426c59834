package io.evenkeel.keeper.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileOrdersTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory = Path.of("replaced by JUnit");

    static Stream<Standing> standings() {
        return Stream.of(
                new Standing.Hedging(),
                new Standing.Paused(NOON, "holiday"),
                new Standing.Unwinding(NOON, "winding up"),
                new Standing.Closing(NOON, new VenueId(CHAIN, "perp-v2:ETH"), "sunset"));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void an_order_outlives_the_process(Standing standing) {
        OperatorOrders orders = new OperatorOrders(standing, List.of("perp-v2:ETH upgraded"));
        new FileOrders(directory.resolve("orders.json"), CHAIN).replace(orders);

        assertThat(new FileOrders(directory.resolve("orders.json"), CHAIN).read())
                .isEqualTo(orders);
    }

    @Test
    void without_a_file_nothing_is_ordered() {
        assertThat(new FileOrders(directory.resolve("orders.json"), CHAIN).read())
                .isEqualTo(OperatorOrders.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"standing\":\"sleeping\"}", "{\"standing\":\"paused\",\"since\":\"noon\"}"})
    void a_file_that_cannot_be_understood_pauses_and_says_so(String text) throws Exception {
        Path file = directory.resolve("orders.json");
        Files.writeString(file, text);
        FileOrders orders = new FileOrders(file, CHAIN);

        assertThat(orders.read().standing()).isInstanceOf(Standing.Paused.class);
        assertThat(orders.trouble().orElseThrow()).contains("orders.json").contains("resume");
    }
}
