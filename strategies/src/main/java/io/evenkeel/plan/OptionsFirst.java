package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.OptionLimits;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options that are traded in one plan with the change of delta they bring: the delta is decided upon as if the options
 * were there already, by the same planner, and their legs go in front.
 */
final class OptionsFirst {
    private final MarketSnapshot snapshot;
    private final RiskLimits limits;

    OptionsFirst(MarketSnapshot snapshot, RiskLimits limits) {
        this.snapshot = snapshot;
        this.limits = limits;
    }

    /** What the operator's programme wants; once that is as it should be, what the limits on curvature ask for. */
    OptionWish wish(PlannerMode mode, boolean reduceOnly) {
        Optional<OptionLimits> options = limits.options();
        boolean free = mode instanceof PlannerMode.Normal && !reduceOnly && snapshot.price() instanceof PriceView.Sure;
        if (options.isEmpty() || !free) {
            return OptionWish.none();
        }
        return switch (RiskCheck.assess(snapshot, limits)) {
            case RiskVerdict.HedgeNeeded needed -> wish(options.get(), needed.exposure());
            case RiskVerdict.WithinBand within -> wish(options.get(), within.exposure());
            case RiskVerdict.MarginShort thin -> OptionWish.none();
            case RiskVerdict.Halt halt -> OptionWish.none();
        };
    }

    private OptionWish wish(OptionLimits options, Exposure exposure) {
        OptionWish programme = new WrittenProgramme(snapshot, limits, options).wish();
        if (!programme.trades().isEmpty()) {
            return programme;
        }
        OptionWish curvature = new CurvaturePlanner(snapshot, limits, options, exposure).wish();
        List<String> reasons = new ArrayList<>(programme.reasons());
        reasons.addAll(curvature.reasons());
        return new OptionWish(curvature.trades(), reasons);
    }

    /** What has expired, where nothing is traded that would settle it on the way. */
    OptionWish settlement() {
        if (limits.options().isEmpty() || !(snapshot.price() instanceof PriceView.Sure)) {
            return OptionWish.none();
        }
        List<VenueId> due = snapshot.venues().stream()
                .filter(Venue::hasToSettle)
                .map(Venue::id)
                .toList();
        return new OptionWish(
                due,
                List.of(),
                due.stream()
                        .map(venue -> "options at " + venue + " have expired and are settled")
                        .toList());
    }

    /** Every trade at this part of its size. */
    OptionWish smaller(OptionWish wish, double part) {
        List<OptionTrade> trades = wish.trades().stream()
                .map(trade -> OptionTrade.of(
                        snapshot,
                        trade.offer(),
                        TokenDelta.ofModel(
                                trade.contracts().token(),
                                part * trade.contracts().wholeAsDouble()),
                        limits.cost().maxSlippage()))
                .filter(trade -> trade.contracts().abs().compareTo(limits.smallestTrade()) >= 0)
                .toList();
        List<String> reasons = new ArrayList<>(wish.reasons());
        reasons.add("made smaller: the whole of it does not fit into one plan");
        return new OptionWish(trades, reasons);
    }

    /** Why none is traded. */
    List<String> unfit(OptionWish wish) {
        List<String> reasons = new ArrayList<>(wish.reasons());
        if (!wish.trades().isEmpty()) {
            reasons.add(
                    "no options are traded: neither they nor a part of them fit into a plan with the delta they bring");
        }
        return reasons;
    }

    /** As if they had been traded, their cost taken off the budgets; empty where that cannot be paid. */
    Optional<MarketSnapshot> after(OptionWish wish) {
        List<OptionTrade> trades = wish.trades();
        if (!payable(trades)) {
            return Optional.empty();
        }
        MarketSnapshot then = TradedOptions.after(snapshot, wish.actions());
        Envelope before = snapshot.envelope();
        TokenAmount lost = up(lostAtWorst(trades));
        TokenAmount turnover = up(turnover(trades));
        boolean withinBudgets = lost.compareTo(before.lossBudgetLeft()) <= 0
                && turnover.compareTo(before.turnoverBudgetLeft()) <= 0
                && lost.compareTo(limits.cost().maxCostPerPlan()) <= 0;
        return withinBudgets ? Optional.of(then.withEnvelope(before.spending(lost, turnover))) : Optional.empty();
    }

    /** What is left of the limits for the change of delta that goes into the same plan. */
    RiskLimits limitsAfter(OptionWish wish) {
        CostLimits cost = limits.cost();
        double gas = GasModel.of(snapshot, cost).quote(gas(wish));
        double lost = wish.trades().stream().mapToDouble(OptionTrade::lost).sum();
        return limits.withCost(new CostLimits(
                cost.maxCostPerPlan().minusOrZero(up(lost + gas)),
                cost.maxSlippage(),
                cost.priorityFee(),
                cost.executionOverhead()));
    }

    /** One plan of both; empty where the policy would not have what comes of it. */
    Optional<Decision> together(OptionWish wish, MarketSnapshot then, Decision delta) {
        return switch (delta) {
            case Decision.Refuse refuse -> Optional.empty();
            case Decision.Hold hold -> level(then).map(exposure -> alone(wish, then, exposure));
            case Decision.Act act -> {
                boolean routine = act.plan().kind() == PlanKind.ROUTINE;
                boolean allowed = isAllowed(act.plan().expectedDeltaAfter());
                yield routine && allowed ? Optional.of(joined(wish, then, act.plan())) : Optional.empty();
            }
        };
    }

    private Optional<Exposure> level(MarketSnapshot then) {
        Exposure exposure = Exposures.of(then, then.price().best());
        return isAllowed(exposure.delta()) ? Optional.of(exposure) : Optional.empty();
    }

    private boolean isAllowed(TokenDelta after) {
        Envelope envelope = snapshot.envelope();
        TokenAmount away = after.minus(envelope.targetDelta()).abs();
        TokenAmount was = deltaNow().minus(envelope.targetDelta()).abs();
        return away.compareTo(envelope.band()) <= 0 || away.compareTo(was) < 0;
    }

    private Decision joined(OptionWish wish, MarketSnapshot then, HedgePlan plan) {
        List<HedgeAction> actions = new ArrayList<>(wish.actions());
        actions.addAll(plan.actions());
        List<String> reasons = reasons(wish);
        reasons.addAll(plan.reasons());
        TokenAmount loss = plan.maxLoss()
                .plus(up(lostAtWorst(wish.trades())))
                .min(snapshot.envelope().lossBudgetLeft());
        return new Decision.Act(new HedgePlan(
                plan.madeAt(),
                plan.account(),
                plan.sequence(),
                plan.kind(),
                actions,
                deltaNow(),
                plan.expectedDeltaAfter(),
                plan.certainDeltaAfter(),
                plan.minDeltaAfter(),
                plan.maxDeltaAfter(),
                loss,
                plan.deadline(),
                plan.urgent(),
                plan.mostFee().map(fee -> shared(fee, wish, plan, then)),
                reasons));
    }

    private Decision alone(OptionWish wish, MarketSnapshot then, Exposure exposure) {
        TokenDelta slack = new PlanWriter(Desk.of(then, limits, exposure, false)).slack();
        TokenAmount one = new TokenAmount(
                snapshot.pair().quote(),
                BigInteger.TEN.pow(snapshot.pair().quote().decimals()));
        return new Decision.Act(new HedgePlan(
                snapshot.block(),
                snapshot.account(),
                snapshot.sequence(),
                PlanKind.ROUTINE,
                wish.actions(),
                deltaNow(),
                exposure.delta(),
                exposure.delta().minus(new PendingOrders(then).promised()),
                exposure.delta().minus(slack),
                exposure.delta().plus(slack),
                up(lostAtWorst(wish.trades())).plus(one).min(snapshot.envelope().lossBudgetLeft()),
                snapshot.block().timestamp().plus(limits.planTimeToLive()),
                false,
                Optional.empty(),
                reasons(wish)));
    }

    private static List<String> reasons(OptionWish wish) {
        List<String> reasons = new ArrayList<>(wish.reasons());
        wish.trades().forEach(trade -> reasons.add(trade.description()));
        return reasons;
    }

    /** The gas of the options is paid at the same fee, out of the same limit. Rounded down, against us. */
    private FeePerGas shared(FeePerGas fee, OptionWish wish, HedgePlan plan, MarketSnapshot then) {
        long delta = limits.cost().executionOverhead().units();
        for (HedgeAction action : plan.actions()) {
            delta += then.venue(action.venue())
                    .map(venue -> action instanceof HedgeAction.ChangeDelta
                            ? venue.gasPerTrade()
                            : venue.gasPerCollateralMove())
                    .orElse(0L);
        }
        BigInteger all = BigInteger.valueOf(delta + gas(wish));
        return new FeePerGas(fee.wei().multiply(BigInteger.valueOf(delta)).divide(all));
    }

    private long gas(OptionWish wish) {
        long gas = wish.trades().stream()
                .mapToLong(trade -> trade.offer().gasPerTrade())
                .sum();
        for (VenueId venue : wish.settle()) {
            gas += snapshot.venue(venue).orElseThrow().gasPerSettlement();
        }
        return gas;
    }

    private TokenDelta deltaNow() {
        return Exposures.of(snapshot, snapshot.price().best()).delta();
    }

    /** Out of what is idle beyond the reserve, at the worst premiums, before anything else sets tokens free. */
    private boolean payable(List<OptionTrade> trades) {
        TokenDelta base = snapshot.holdings().idleBase().asDelta();
        TokenDelta quote = snapshot.holdings().idleQuote().asDelta();
        for (OptionTrade trade : trades) {
            TokenAmount worst = trade.action().worstPremium();
            quote = trade.worst() > 0 ? quote.minus(worst.asDelta()) : quote.plus(worst.asDelta());
            TokenDelta backing = TradedOptions.backing(snapshot, trade.offer(), trade.contracts());
            if (backing.token().equals(quote.token())) {
                quote = quote.minus(backing);
            } else {
                base = base.minus(backing);
            }
            if (base.signum() < 0 || quote.signum() < 0) {
                return false;
            }
        }
        return true;
    }

    private double lostAtWorst(List<OptionTrade> trades) {
        return trades.stream()
                .mapToDouble(trade -> trade.lostAtWorst(limits.cost().maxSlippage()))
                .sum();
    }

    /** As the policy counts it: what the options' delta changes by, and base that is locked away, twice. */
    private double turnover(List<OptionTrade> trades) {
        double base = 0;
        for (OptionTrade trade : trades) {
            base += Math.abs(trade.delta());
            TokenDelta backing = TradedOptions.backing(snapshot, trade.offer(), trade.contracts());
            boolean inBase = backing.token().equals(snapshot.pair().base());
            base += inBase ? 2 * Math.abs(backing.wholeAsDouble()) : 0;
        }
        return base * snapshot.price().high().asDouble();
    }

    private TokenAmount up(double quote) {
        TokenAmount down = TokenDelta.ofModel(snapshot.pair().quote(), quote).abs();
        return new TokenAmount(down.token(), down.units().add(BigInteger.ONE));
    }
}
