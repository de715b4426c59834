package io.evenkeel.plan;

import io.evenkeel.allocate.ProtocolLoss;
import io.evenkeel.allocate.SharedLimits;
import io.evenkeel.allocate.VenueQuote;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers behind a decision: what each venue alone would have charged for the change, how much of every shared limit
 * is used, and what the vault loses if one protocol goes to zero. Made from the same snapshot and limits by the same
 * model as the decision.
 *
 * @param change of hedge that was weighed, base token; zero when there was nothing to weigh
 * @param quotes the cheapest first; empty when there was nothing to weigh
 * @param usage of limits that venues have together, as things are now
 */
public record PlanExplanation(
        TokenDelta change,
        List<VenueQuote> quotes,
        List<SharedLimits.Usage> usage,
        ProtocolLoss.Statement ifOneProtocolFails) {
    public PlanExplanation {
        quotes = List.copyOf(quotes);
        usage = List.copyOf(usage);
    }

    /** Empty where the vault cannot be assessed at all. */
    public static Optional<PlanExplanation> of(MarketSnapshot snapshot, RiskLimits limits, Decision decision) {
        return switch (RiskCheck.assess(snapshot, limits)) {
            case RiskVerdict.Halt halt -> Optional.empty();
            case RiskVerdict.MarginShort thin ->
                Optional.of(of(Desk.of(snapshot, limits, thin.exposure(), false), decision));
            case RiskVerdict.HedgeNeeded needed ->
                Optional.of(of(Desk.of(snapshot, limits, needed.exposure(), false), decision));
            case RiskVerdict.WithinBand within ->
                Optional.of(of(Desk.of(snapshot, limits, within.exposure(), false), decision));
        };
    }

    private static PlanExplanation of(Desk desk, Decision decision) {
        TokenDelta change = weighed(desk, decision);
        return new PlanExplanation(
                change,
                change.isZero() ? List.of() : desk.spreader().quotes(desk.book(), change, Set.of()),
                desk.spreader().shared().usage(desk.book()),
                desk.spreader().shared().ifOneProtocolFails(desk.book()));
    }

    /** What the plan trades in all; where it trades nothing, what would bring the vault level. */
    private static TokenDelta weighed(Desk desk, Decision decision) {
        TokenDelta traded = desk.zeroBase();
        if (decision instanceof Decision.Act act) {
            for (HedgeAction action : act.plan().actions()) {
                traded = action instanceof HedgeAction.ChangeDelta trade ? traded.plus(trade.change()) : traded;
            }
        }
        return traded.isZero() ? desk.deviation().negate() : traded;
    }
}
