package io.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.MarketSnapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured is a decision that does something. */
class BigVaultTest {
    @ParameterizedTest
    @EnumSource(DecisionBenchmark.Vault.class)
    void aThousandPositionsLeadToAPlanThatBringsTheNetDeltaNearer(DecisionBenchmark.Vault kind) {
        MarketSnapshot snapshot = kind == DecisionBenchmark.Vault.RANGES ? BigVault.ofRanges() : BigVault.ofEveryKind();

        Exposure exposure = Exposures.of(snapshot, snapshot.price().best());
        Decision decision = HedgePlanner.plan(snapshot, TestLimits.ordinary(), new PlannerMode.Normal());

        assertThat(exposure.lines()).hasSizeGreaterThanOrEqualTo(BigVault.POSITIONS);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        HedgePlan plan = ((Decision.Act) decision).plan();
        assertThat(plan.deltaBefore()).isEqualTo(exposure.delta());
        assertThat(plan.expectedDeltaAfter().abs())
                .isLessThan(plan.deltaBefore().abs());
    }
}
