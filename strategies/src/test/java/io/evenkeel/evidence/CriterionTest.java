package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CriterionTest {
    @Test
    void a_part_is_of_the_published_figure_whatever_its_sign() {
        Criterion criterion = new Criterion.WithinPart(0.015);

        assertThat(criterion.accepts(2, 2.0299)).isTrue();
        assertThat(criterion.accepts(2, 2.031)).isFalse();
        assertThat(criterion.accepts(-2, -1.9701)).isTrue();
        assertThat(criterion.accepts(-2, -1.969)).isFalse();
    }

    @Test
    void a_bar_is_met_or_not_whatever_the_confidence_interval() {
        Estimate justAbove = new Estimate(0.4521, 0.01);

        assertThat(EvidenceRow.compare("t", "r", "c", 0.452, justAbove, new Criterion.AtMost())
                        .pass())
                .isFalse();
        assertThat(new Criterion.AtMost().accepts(0.452, 0.452)).isTrue();
        assertThat(new Criterion.AtLeast().accepts(0.452, 0.4521)).isTrue();
        assertThat(new Criterion.AtLeast().accepts(0.452, 0.4519)).isFalse();
    }

    @Test
    void what_is_not_a_number_never_passes() {
        assertThat(new Criterion.WithinPart(1).accepts(1, Double.NaN)).isFalse();
        assertThat(new Criterion.WithinDistance(1).accepts(0, Double.NaN)).isFalse();
        assertThat(new Criterion.AtMost().accepts(1, Double.NaN)).isFalse();
        assertThat(new Criterion.AtLeast().accepts(1, Double.NaN)).isFalse();
    }

    @Test
    void a_tolerance_that_cannot_be_judged_by_is_refused() {
        assertThatThrownBy(() -> new Criterion.WithinPart(-0.1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new Criterion.WithinDistance(Double.NaN)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new Estimate(1, Double.NaN)).hasMessageContaining("at least 0");
    }
}
