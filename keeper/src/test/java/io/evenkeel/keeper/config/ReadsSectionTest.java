package io.evenkeel.keeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadsSectionTest {
    private final List<ConfigProblem> problems = new ArrayList<>();

    @Test
    void withoutItTwoMustAgreeWhereThereAreTwoAndNoAgeIsJudged() {
        assertThat(ReadsSection.read(Optional.empty(), 1)).isEqualTo(new KeeperConfig.Reads(1, 3, Optional.empty()));
        assertThat(ReadsSection.read(Optional.empty(), 2).agree()).isEqualTo(2);
        assertThat(ReadsSection.read(Optional.empty(), 5).agree()).isEqualTo(2);
    }

    @Test
    void eachKeyMayBeGiven() {
        assertThat(read(Map.of("agree", 3, "maxLagBlocks", 0, "maxHeadAge", "90s"), 3))
                .isEqualTo(new KeeperConfig.Reads(3, 0, Optional.of(Duration.ofSeconds(90))));
        assertThat(problems).isEmpty();
    }

    @Test
    void moreThanThereAreCannotAgree() {
        read(Map.of("agree", 3), 2);

        assertThat(problems)
                .containsExactly(new ConfigProblem(
                        "chain.reads.agree", "is 3, with 2 endpoints configured; want 1 to 2, or add endpoints"));
    }

    @Test
    void noneAgreeingIsNoAgreement() {
        read(Map.of("agree", 0), 2);

        assertThat(problems)
                .containsExactly(
                        new ConfigProblem("chain.reads.agree", "is 0, with 2 endpoints configured; want 1 to 2"));
    }

    private KeeperConfig.Reads read(Map<String, Object> values, int endpoints) {
        return ReadsSection.read(Optional.of(new ConfigSection("chain.reads", values, problems)), endpoints);
    }
}
