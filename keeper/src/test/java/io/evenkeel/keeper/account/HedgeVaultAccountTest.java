package io.evenkeel.keeper.account;

import static io.evenkeel.keeper.venue.Given.AAVE;
import static io.evenkeel.keeper.venue.Given.AAVE_POOL;
import static io.evenkeel.keeper.venue.Given.AAVE_VENUE;
import static io.evenkeel.keeper.venue.Given.CLEARING_HOUSE;
import static io.evenkeel.keeper.venue.Given.DEADLINE;
import static io.evenkeel.keeper.venue.Given.PERP;
import static io.evenkeel.keeper.venue.Given.PERP_VAULT;
import static io.evenkeel.keeper.venue.Given.PERP_VENUE;
import static io.evenkeel.keeper.venue.Given.SWAP_ROUTER;
import static io.evenkeel.keeper.venue.Given.VAULT;
import static io.evenkeel.keeper.venue.Given.WORST;
import static io.evenkeel.keeper.venue.Given.address;
import static io.evenkeel.keeper.venue.Given.plan;
import static io.evenkeel.keeper.venue.Given.snapshot;
import static io.evenkeel.keeper.venue.Given.usdc;
import static io.evenkeel.keeper.venue.Given.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.chain.AccountId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.snapshot.LensQuery;
import io.evenkeel.keeper.venue.Given;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HedgeVaultAccountTest {
    private static final HedgeAction[] BOTH = {
        new AddCollateral(PERP, usdc("5000"), true),
        new ChangeDelta(PERP, weth("-10"), WORST, true),
        new ChangeDelta(AAVE, weth("-10"), WORST, false)
    };

    private final LensQuery lens = new LensQuery(
            address(1),
            VAULT.address(),
            address(2),
            List.of(address(3), address(4)),
            List.of(address(5)),
            Duration.ofMinutes(5));
    private final HedgeVaultAccount account = new HedgeVaultAccount(
            VAULT, List.of(PERP_VENUE, AAVE_VENUE), lens, HedgeVaultAbi.reverts(List.of(PERP, AAVE)));

    @Test
    void aPlanBecomesOneCallWithItsLegsInOrderAndItsLimits() {
        PreparedExecution prepared = account.prepare(plan(BOTH), snapshot());
        AbiRecord call = HedgeVaultAbi.VAULT.function("execute").decodeCall(prepared.callData());
        assertThat(prepared.to()).isEqualTo(VAULT.address());
        assertThat(call.integer("expectedSequence")).isEqualTo(7);
        assertThat(call.integer("deadline")).isEqualTo(DEADLINE.getEpochSecond());
        assertThat(call.records("legs"))
                .extracting(leg -> leg.address("target"))
                .containsExactly(PERP_VAULT, CLEARING_HOUSE, AAVE_POOL, SWAP_ROUTER);
        assertThat(call.records("legs"))
                .extracting(leg -> leg.flag("required"))
                .containsExactly(true, true, false, false);
        AbiRecord bounds = call.record("bounds");
        assertThat(bounds.integer("mode")).isZero();
        assertThat(bounds.integer("minDeltaAfter")).isEqualTo(weth("29.5").units());
        assertThat(bounds.integer("maxDeltaAfter")).isEqualTo(weth("30.5").units());
        assertThat(bounds.integer("maxLossQuote")).isEqualTo(usdc("250").units());
    }

    @Test
    void theSimulationRunsTheSameLegsAndAsksTheLensTheSameQuestion() {
        PreparedExecution prepared = account.prepare(plan(BOTH), snapshot());
        AbiRecord real = HedgeVaultAbi.VAULT.function("execute").decodeCall(prepared.callData());
        AbiRecord simulated = HedgeVaultAbi.VAULT.function("simulateExecute").decodeCall(prepared.simulationCallData());
        assertThat(simulated.bytes("lensCall")).isEqualTo(lens.callData());
        assertThat(simulated.address("lens")).isEqualTo(address(1));
        assertThat(simulated.bytes("intentId")).isEqualTo(real.bytes("intentId"));
        assertThat(simulated.records("legs"))
                .extracting(leg -> HexFormat.of().formatHex(leg.bytes("data")))
                .isEqualTo(real.records("legs").stream()
                        .map(leg -> HexFormat.of().formatHex(leg.bytes("data")))
                        .toList());
    }

    @Test
    void theSamePlanGivesTheSameBytesAndId() {
        PreparedExecution once = account.prepare(plan(BOTH), snapshot());
        PreparedExecution again = account.prepare(plan(BOTH), snapshot());
        assertThat(again.intentId()).isEqualTo(once.intentId());
        assertThat(again.callData()).isEqualTo(once.callData());
    }

    @Test
    void anotherBlockSequenceActionKindOrAccountIsAnotherIntent() {
        HedgePlan plan = plan(BOTH);
        IntentId id = account.prepare(plan, snapshot()).intentId();
        assertThat(List.of(
                        account.prepare(with(plan, 101, 7, PlanKind.ROUTINE), snapshot())
                                .intentId(),
                        account.prepare(with(plan, 100, 8, PlanKind.ROUTINE), snapshot())
                                .intentId(),
                        account.prepare(with(plan, 100, 7, PlanKind.DE_RISK), snapshot())
                                .intentId(),
                        account.prepare(plan(BOTH[1]), snapshot()).intentId()))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPlanOfAnotherAccountOrForAnUnknownVenueIsABug() {
        AccountId other = new AccountId(Given.CHAIN, address(0x99));
        HedgeVaultAccount stranger =
                new HedgeVaultAccount(other, List.of(PERP_VENUE), lens, HedgeVaultAbi.reverts(List.of()));
        assertThatThrownBy(() -> stranger.prepare(plan(BOTH), snapshot()))
                .hasMessageContaining("cannot be carried out");
        VenueId unknown = new VenueId(Given.CHAIN, "gmx-v2:ETH");
        assertThatThrownBy(() -> account.prepare(plan(new ChangeDelta(unknown, weth("-1"), WORST, true)), snapshot()))
                .hasMessageContaining("gmx-v2:ETH");
    }

    private static HedgePlan with(HedgePlan plan, long block, long sequence, PlanKind kind) {
        return new HedgePlan(
                Given.block(block),
                plan.account(),
                sequence,
                kind,
                plan.actions(),
                plan.deltaBefore(),
                plan.expectedDeltaAfter(),
                plan.minDeltaAfter(),
                plan.maxDeltaAfter(),
                plan.maxLoss(),
                plan.deadline(),
                plan.urgent(),
                plan.reasons());
    }
}
