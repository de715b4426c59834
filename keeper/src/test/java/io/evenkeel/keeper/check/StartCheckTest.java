package io.evenkeel.keeper.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.check.CheckResult.Verdict;
import io.evenkeel.keeper.config.ConfigReader;
import io.evenkeel.keeper.config.KeeperConfig;
import io.evenkeel.keeper.explore.FakeNode;
import io.evenkeel.keeper.explore.FakeSigner;
import io.evenkeel.keeper.health.FileHealth;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.rpc.Endpoints;
import io.evenkeel.keeper.rpc.FakeEndpoint;
import io.evenkeel.keeper.rpc.HealthRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a start with {@code confirmations: finalized} finds out that the node does not say what is final. */
class StartCheckTest {
    private static final String SUBJECT = "chain.confirmations";

    private final FakeNode chain = new FakeNode(true);
    private final FakeEndpoint node = new FakeEndpoint("local", chain, new byte[0]);
    private final Endpoints endpoints = new Endpoints(List.of(node), 1, HealthRules.usual(2), chain::time);

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void a_node_that_names_the_final_block_is_told_by_its_number_and_the_check_goes_on() throws IOException {
        chain.mine(3);

        List<CheckResult> results = check("finalized");
        assertThat(results).anySatisfy(result -> {
            assertThat(result.subject()).isEqualTo(SUBJECT);
            assertThat(result.verdict()).isEqualTo(Verdict.OK);
            assertThat(result.words()).matches("finalized, now block \\d+");
        });
        assertThat(results).anyMatch(result -> result.subject().equals("account.vault"));
    }

    @Test
    void a_node_without_the_tag_ends_the_start_and_says_what_to_do() throws IOException {
        node.lasting(NodeAnswer.fault(new NodeFault.Unsupported("finalized block is not supported")));

        assertThat(check("finalized"))
                .last()
                .isEqualTo(CheckResult.failed(
                        SUBJECT,
                        "the node does not say which block is finalized (Unsupported: finalized block is not"
                                + " supported); give a number of blocks instead, or use a node that does"));
    }

    @Test
    void a_node_that_has_nothing_final_yet_ends_the_start() throws IOException {
        node.lasting(NodeAnswer.of(Optional.empty()));

        assertThat(check("safe"))
                .last()
                .isEqualTo(CheckResult.failed(
                        SUBJECT,
                        "the node has no safe block; give a number of blocks instead, or use a node that does"));
    }

    @Test
    void a_node_that_does_not_answer_that_one_question_is_a_warning_and_the_check_goes_on() throws IOException {
        node.lasting(NodeAnswer.fault(new NodeFault.Unavailable("timeout")));

        List<CheckResult> results = check("finalized");
        assertThat(results)
                .contains(CheckResult.warning(
                        SUBJECT, "whether the node has a finalized block is not known: Unavailable: timeout"));
        assertThat(results).anyMatch(result -> result.subject().equals("account.vault"));
    }

    @Test
    void with_a_number_of_blocks_the_tag_is_not_asked_for() throws IOException {
        node.lasting(NodeAnswer.of(Optional.empty()));

        assertThat(check("2")).noneMatch(result -> result.subject().equals(SUBJECT));
    }

    /** The documented configuration with other confirmations. None of its contracts is on the fake chain. */
    private List<CheckResult> check(String confirmations) throws IOException {
        String documented = Files.readString(Path.of("..", "docs", "evenkeel.yaml"));
        String changed = documented.replaceFirst("confirmations: *\\S+", "confirmations: " + confirmations);
        Path file = Files.writeString(folder.resolve("evenkeel.yaml"), changed);
        KeeperConfig config = ((ConfigReader.Outcome.Loaded) ConfigReader.read(file)).config();
        return new StartCheck(
                        config,
                        endpoints,
                        () -> {
                            throw new AssertionError("without contracts there is nothing to read");
                        },
                        snapshot -> List.of(),
                        new FakeSigner().address(),
                        new FileHealth(folder, config.chain().id()))
                .run();
    }
}
