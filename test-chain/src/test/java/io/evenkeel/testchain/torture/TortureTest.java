package io.evenkeel.testchain.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.testchain.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@code ./evenkeel torture}: the real program, killed with SIGKILL behind a line that fails. */
class TortureTest {
    private static final int KILLS_ON_EACH = 12;
    private static final long SEED = 4;

    @ParameterizedTest
    @EnumSource(Arena.Node.class)
    void killedAtRandomAgainAndAgainNothingIsDoubledLostOrStuck(Arena.Node node, @TempDir Path folder) {
        Tally tally = new Tally();
        List<Finding> findings = new ArrayList<>();
        try (Arena arena = Arena.open(node, folder, SEED, Progress.SILENT)) {
            Campaign campaign = new Campaign(arena, tally, new Evidence(folder), SEED);
            for (int kill = 0; kill < KILLS_ON_EACH; kill++) {
                findings.addAll(campaign.kill());
            }
            findings.addAll(campaign.quiet());
            assertThat(findings).isEmpty();
            assertThat(campaign.unresolved()).isZero();
            campaign.close();
        }
        assertThat(tally.figures())
                .containsEntry("kills", KILLS_ON_EACH)
                .containsEntry("ended_by_themselves", 0)
                .extractingByKey("cycles")
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
    }
}
