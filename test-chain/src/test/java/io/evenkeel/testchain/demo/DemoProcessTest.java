package io.evenkeel.testchain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.testchain.NodePackages;
import io.evenkeel.testchain.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as its user starts it: a process of its own, with the launcher's options for the JVM. */
class DemoProcessTest {
    private static final int MOST_MEGABYTES = 350;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final List<JsonNode> lines = new CopyOnWriteArrayList<>();
    private static JsonNode summary;

    @BeforeAll
    static void run() throws IOException {
        JsonMapper json = JsonMapper.shared();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launcherOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        command.addAll(List.of("--scenario", "crash-2021-05-19", "--minutes", "15", "--json"));
        try (ChildProcess demo = ChildProcess.start(
                command, Path.of("").toAbsolutePath(), Map.of(), line -> line.startsWith("{\"scenario\""), line -> {
                    if (line.startsWith("{")) {
                        lines.add(json.readTree(line));
                    }
                })) {
            summary = json.readTree(demo.awaitLine(PATIENCE));
        }
    }

    @Test
    void itStaysSmall(TestReporter reporter) {
        reporter.publishEntry("resident megabytes", summary.get("rss_mb").asString());
        assertThat(summary.get("rss_mb").asInt()).isBetween(20, MOST_MEGABYTES - 1);
    }

    @Test
    void itPrintsALineAMinuteAndASummaryWithEveryFigure() {
        assertThat(lines)
                .hasSizeBetween(12, 15)
                .allSatisfy(line -> assertThat(line.propertyNames())
                        .contains("block", "price", "hedged_nav", "unhedged_nav", "delta", "band", "venues"));
        assertThat(summary.propertyNames())
                .contains(
                        "scenario",
                        "seed",
                        "blocks",
                        "cycles",
                        "triggers",
                        "transactions",
                        "reverts",
                        "orders",
                        "max_abs_delta_after",
                        "band",
                        "hedged_nav_std",
                        "unhedged_nav_std",
                        "nav_start",
                        "nav_end",
                        "unhedged_nav_end",
                        "share",
                        "min_liquidation_distance",
                        "liquidations",
                        "lvr",
                        "rpc_requests_per_idle_cycle",
                        "rpc_requests_per_hedge_cycle",
                        "idle_cycle_ms_p50",
                        "bare_call_ms_p50",
                        "rss_mb");
        assertThat(summary.get("triggers").propertyNames()).contains("schedule", "oracle");
    }

    /** The launcher is a shell script; its options stand in one line of it. */
    private static List<String> launcherOptions() throws IOException {
        Path launcher = NodePackages.find().repository().resolve("evenkeel");
        Matcher options = Pattern.compile("(?m)^jvm_flags='(.*)'$").matcher(Files.readString(launcher));
        assertThat(options.find()).as("options in " + launcher).isTrue();
        return List.of(options.group(1).split(" "));
    }
}
