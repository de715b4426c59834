package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published tables with few paths. A cell may be off by 1.5 % and, since there are few paths, by two of its own
 * half-widths besides: wide enough for chance, and far too narrow for a wrong sign, a forgotten cost or a misplaced time
 * step. The tables with all their paths are {@code ./evenkeel evidence}.
 */
class PublishedTablesTest {
    private static final Sampling FEW = new Sampling(20, 4_000);
    /** For tables whose rules are tuned first, and of those the cost of 0.5 % only: the rest is the same code. */
    private static final Sampling VERY_FEW = new Sampling(20, Sampling.MIN_PATHS);

    private static final int HALF_A_PERCENT = 3;

    static Stream<Experiment> withoutTuning() {
        return Experiments.simulated().stream().filter(each -> !isTuned(each));
    }

    static Stream<Experiment> withTuning() {
        return Experiments.simulated().stream().filter(PublishedTablesTest::isTuned);
    }

    private static boolean isTuned(Experiment experiment) {
        return experiment instanceof RootMeanSquare || experiment instanceof CertaintyEquivalent;
    }

    @ParameterizedTest
    @MethodSource("withoutTuning")
    void no_cell_is_further_off_than_chance_allows(Experiment experiment) {
        mustBeWithinChance(experiment, experiment.run(FEW));
    }

    @ParameterizedTest
    @MethodSource("withTuning")
    void no_cell_of_a_tuned_rule_is_either(Experiment experiment) {
        mustBeWithinChance(experiment, experiment.parts(VERY_FEW).getLast().run());
    }

    private static void mustBeWithinChance(Experiment experiment, List<EvidenceRow> rows) {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.table()).isEqualTo(experiment.table());
            boolean withinChance =
                    Math.abs(row.ours() - row.published()) <= 0.015 * Math.abs(row.published()) + 2 * row.ci95();
            assertThat(row.pass() || withinChance).as(row.toString()).isTrue();
        });
    }

    @Test
    void the_same_seed_gives_the_same_rows_and_another_seed_others() {
        Experiment experiment = new DermanKamal();
        Sampling other = new Sampling(21, FEW.paths());

        assertThat(experiment.run(FEW)).isEqualTo(experiment.run(FEW)).isNotEqualTo(experiment.run(other));
    }

    @Test
    void every_table_has_a_name_of_its_own_and_every_cell_too() {
        assertThat(Experiments.simulated().stream().map(Experiment::table)).doesNotHaveDuplicates();
        for (Experiment experiment : List.of(new DermanKamal(), new WrongVolatility(), new GoldenBands())) {
            List<EvidenceRow> rows = experiment.run(VERY_FEW);
            Set<String> cells =
                    rows.stream().map(row -> row.row() + "/" + row.column()).collect(Collectors.toSet());
            assertThat(cells).hasSameSizeAs(rows);
        }
    }
}
