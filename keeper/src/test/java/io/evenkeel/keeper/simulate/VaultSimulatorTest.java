package io.evenkeel.keeper.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.Address;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.account.HedgeVaultAbi;
import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.simulate.Simulator.SimulationOutcome;
import io.evenkeel.keeper.snapshot.Recorded;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.PlanKind;
import io.evenkeel.units.Gas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The world after is the recorded one; what was planned, and the world before, are made to fit or not to. */
class VaultSimulatorTest {
    private static final Address KEEPER = Address.of("0x00000000000000000000000000000000000000ee");
    private static final ContractAbi VAULT = ContractAbi.load("evenkeel", "HedgeVault");
    private static final byte[] RESULT = VAULT.error("SimulationResult").encode((Object) Recorded.returnData());

    private final MarketSnapshot recorded = recorded();

    @Test
    void aResultWithinThePlansBoundsIsAsExpected() {
        assertThat(simulate(reverted(RESULT), plan(delta(recorded)), recorded))
                .isInstanceOfSatisfying(
                        SimulationOutcome.AsExpected.class,
                        expected -> assertThat(expected.after()).isEqualTo(recorded));
    }

    @Test
    void aDeltaOutsideThemIsDrift() {
        TokenDelta elsewhere = delta(recorded).plus(TokenDelta.of(Recorded.PAIR.base(), "0.02"));
        assertThat(simulate(reverted(RESULT), plan(elsewhere), recorded))
                .isInstanceOfSatisfying(
                        SimulationOutcome.Drifted.class,
                        drifted -> assertThat(drifted.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("delta would be ")
                                .contains("planned " + elsewhere));
    }

    @Test
    void soIsALossAboveWhatThePlanAllows() {
        Holdings held = recorded.holdings();
        MarketSnapshot richer = with(
                recorded,
                new Holdings(
                        held.idleBase(),
                        held.idleQuote().plus(TokenAmount.of(Recorded.PAIR.quote(), "100.000001")),
                        held.ranges()));
        assertThat(simulate(reverted(RESULT), plan(delta(recorded)), richer))
                .isInstanceOfSatisfying(
                        SimulationOutcome.Drifted.class,
                        drifted -> assertThat(drifted.reasons())
                                .singleElement()
                                .asString()
                                .isEqualTo("it would lose 100.000001 USDC, allowed 100 USDC"));
    }

    @Test
    void aRevertIsExplained() {
        byte[] stale = VAULT.error("StaleSequence").encode(1, 2);
        assertThat(simulate(reverted(stale), plan(delta(recorded)), recorded))
                .isEqualTo(new SimulationOutcome.Reverts("StaleSequence(expected 1, actual 2)"));
    }

    @Test
    void aResultThatIsNoSnapshotIsNotBelieved() {
        byte[] nonsense = VAULT.error("SimulationResult").encode((Object) new byte[96]);
        assertThat(simulate(reverted(nonsense), plan(delta(recorded)), recorded))
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("no snapshot"));
    }

    @Test
    void aCallThatReturnsWasNoSimulation() {
        assertThat(simulate(NodeAnswer.of(new byte[0]), plan(delta(recorded)), recorded))
                .isInstanceOfSatisfying(
                        SimulationOutcome.Reverts.class,
                        reverts -> assertThat(reverts.reason()).contains("did not end the simulation"));
    }

    @Test
    void outOfGasIsARefusalAndSilenceIsNot() {
        assertThat(simulate(NodeAnswer.fault(new NodeFault.OutOfGas("out of gas")), plan(delta(recorded)), recorded))
                .isInstanceOf(SimulationOutcome.Reverts.class);
        assertThat(simulate(NodeAnswer.fault(new NodeFault.Unavailable("gone")), plan(delta(recorded)), recorded))
                .isEqualTo(new SimulationOutcome.Unanswered("Unavailable: gone"));
    }

    private static SimulationOutcome simulate(NodeAnswer<byte[]> answer, HedgePlan plan, MarketSnapshot before) {
        PreparedExecution execution = new PreparedExecution(
                new IntentId("0x" + "1".repeat(64)),
                plan.account(),
                plan.account().address(),
                new byte[] {1},
                new byte[] {2},
                plan.sequence(),
                plan.deadline(),
                false);
        return new VaultSimulator(
                        answering(answer),
                        KEEPER,
                        new Gas(10_000_000),
                        Recorded.decoder(),
                        Recorded.builder(),
                        HedgeVaultAbi.reverts(List.of())::explain)
                .simulate(plan, execution, before);
    }

    /** A node that is only ever asked to call as the keeper, with the simulation's data. */
    private static NodeGateway answering(NodeAnswer<byte[]> answer) {
        return (NodeGateway) Proxy.newProxyInstance(
                NodeGateway.class.getClassLoader(), new Class<?>[] {NodeGateway.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("call");
                    assertThat(arguments[0]).isEqualTo(KEEPER);
                    assertThat((byte[]) arguments[2]).containsExactly(2);
                    return answer;
                });
    }

    private static NodeAnswer<byte[]> reverted(byte[] data) {
        return NodeAnswer.fault(new NodeFault.Reverted("execution reverted", data));
    }

    private static TokenDelta delta(MarketSnapshot snapshot) {
        return Exposures.of(snapshot, snapshot.price().best()).delta();
    }

    private HedgePlan plan(TokenDelta expected) {
        TokenDelta room = TokenDelta.of(Recorded.PAIR.base(), "0.01");
        return new HedgePlan(
                recorded.block(),
                recorded.account(),
                recorded.sequence(),
                PlanKind.ROUTINE,
                List.of(new AddCollateral(Recorded.PERP, TokenAmount.of(Recorded.PAIR.quote(), "1"), true)),
                expected,
                expected,
                expected.minus(room),
                expected.plus(room),
                TokenAmount.of(Recorded.PAIR.quote(), "100"),
                recorded.block().timestamp().plusSeconds(60),
                false,
                List.of("by hand"));
    }

    private static MarketSnapshot recorded() {
        SnapshotOutcome outcome =
                Recorded.builder().build(Recorded.decoder().decode(Recorded.returnData()), Recorded.BASE_FEE);
        return ((SnapshotOutcome.Taken) outcome).snapshot();
    }

    private static MarketSnapshot with(MarketSnapshot snapshot, Holdings holdings) {
        return new MarketSnapshot(
                snapshot.block(),
                snapshot.account(),
                snapshot.pair(),
                snapshot.sequence(),
                snapshot.price(),
                holdings,
                snapshot.venues(),
                snapshot.envelope(),
                snapshot.baseFee(),
                snapshot.keeperBalance());
    }
}
