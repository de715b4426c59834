package io.evenkeel.keeper.simulate;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.snapshot.LensDecoder;
import io.evenkeel.keeper.snapshot.SnapshotBuilder;
import io.evenkeel.keeper.snapshot.SnapshotReader.SnapshotOutcome;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.oracles.adapter.headlong.AbiError;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.units.Gas;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Has the vault run the legs in an eth_call that ends by reverting with a lens reading, and puts that reading through
 * the same decoder, builder and exposure code as a snapshot. Works on any node: it needs no eth_simulateV1.
 */
public final class VaultSimulator implements Simulator {
    private static final AbiError RESULT =
            ContractAbi.load("evenkeel", "HedgeVault").error("SimulationResult");
    private static final int SELECTOR_BYTES = 4;

    private final NodeGateway node;
    private final Address keeper;
    private final Gas limit;
    private final LensDecoder decoder;
    private final SnapshotBuilder builder;
    private final Function<byte[], String> reverts;

    /**
     * @param keeper only its address may run legs, also to simulate
     * @param limit for the call; the execution, and a lens reading on top
     */
    public VaultSimulator(
            NodeGateway node,
            Address keeper,
            Gas limit,
            LensDecoder decoder,
            SnapshotBuilder builder,
            Function<byte[], String> reverts) {
        this.node = node;
        this.keeper = keeper;
        this.limit = limit;
        this.decoder = decoder;
        this.builder = builder;
        this.reverts = reverts;
    }

    @Override
    public SimulationOutcome simulate(HedgePlan plan, PreparedExecution execution, MarketSnapshot before) {
        NodeAnswer<byte[]> answer =
                node.call(keeper, execution.to(), execution.simulationCallData(), limit, new BlockTag.Latest());
        return switch (answer) {
            case NodeAnswer.Answered<byte[]> returned ->
                new SimulationOutcome.Reverts(
                        execution.to() + " did not end the simulation as a HedgeVault does: it returned "
                                + returned.value().length + " bytes");
            case NodeAnswer.Faulted<byte[]> faulted ->
                switch (faulted.fault()) {
                    case NodeFault.Reverted reverted -> judge(plan, reverted.data(), before);
                    case NodeFault.OutOfGas out -> new SimulationOutcome.Reverts("out of gas at " + limit);
                    default -> new SimulationOutcome.Unanswered(faulted.fault().describe());
                };
        };
    }

    private SimulationOutcome judge(HedgePlan plan, byte[] revertData, MarketSnapshot before) {
        if (!isResult(revertData)) {
            return new SimulationOutcome.Reverts(reverts.apply(revertData));
        }
        SnapshotOutcome outcome;
        try {
            outcome = builder.build(decoder.decode(RESULT.decode(revertData).bytes("snapshot")), before.baseFee());
        } catch (IllegalArgumentException | ArithmeticException problem) {
            return new SimulationOutcome.Reverts("the simulation's result is no snapshot: " + problem.getMessage());
        }
        return switch (outcome) {
            case SnapshotOutcome.Refused refused ->
                new SimulationOutcome.Reverts(
                        "nothing can be said about the world after it: " + String.join("; ", refused.reasons()));
            case SnapshotOutcome.Taken taken -> compare(plan, before, taken);
        };
    }

    private static boolean isResult(byte[] revertData) {
        return revertData.length >= SELECTOR_BYTES
                && Arrays.equals(revertData, 0, SELECTOR_BYTES, RESULT.selector(), 0, SELECTOR_BYTES);
    }

    private static SimulationOutcome compare(HedgePlan plan, MarketSnapshot before, SnapshotOutcome.Taken taken) {
        MarketSnapshot after = taken.snapshot();
        List<String> reasons = new ArrayList<>();
        Exposure exposure = Exposures.of(after, after.price().best());
        if (exposure.delta().compareTo(plan.minDeltaAfter()) < 0
                || exposure.delta().compareTo(plan.maxDeltaAfter()) > 0) {
            reasons.add("delta would be " + exposure.delta() + ", planned " + plan.expectedDeltaAfter() + ", allowed "
                    + plan.minDeltaAfter() + " to " + plan.maxDeltaAfter());
        }
        TokenDelta loss = loss(before, after);
        if (loss.compareTo(plan.maxLoss().asDelta()) > 0) {
            reasons.add("it would lose " + loss + ", allowed " + plan.maxLoss());
        }
        for (Venue venue : after.venues()) {
            if (venue.condition() == VenueCondition.UNREADABLE
                    && before.venue(venue.id()).stream()
                            .noneMatch(was -> was.condition() == VenueCondition.UNREADABLE)) {
                reasons.add(venue.id() + " could no longer be read");
            }
        }
        if (reasons.isEmpty()) {
            return new SimulationOutcome.AsExpected(after);
        }
        reasons.addAll(taken.warnings());
        return new SimulationOutcome.Drifted(after, reasons);
    }

    /** Both counted at the price before, so that a market that moved meanwhile is no loss of the plan's. */
    private static TokenDelta loss(MarketSnapshot before, MarketSnapshot after) {
        Price price = before.price().best();
        return Exposures.of(before, price)
                .nav()
                .minus(Exposures.of(after, price).nav());
    }
}
