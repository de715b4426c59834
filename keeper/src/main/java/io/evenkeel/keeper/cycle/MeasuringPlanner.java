package io.evenkeel.keeper.cycle;

import io.evenkeel.hedge.volatility.DecisionSpacing;
import io.evenkeel.hedge.volatility.PriceObservation;
import io.evenkeel.hedge.volatility.RoundVolatility;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.plan.Decision;
import io.evenkeel.plan.HedgePlan;
import io.evenkeel.plan.HedgePlanner;
import io.evenkeel.plan.OrderLives;
import io.evenkeel.plan.PlannerMode;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.SpreadLimits;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides with the configured limits, and with what the snapshots so far have taught: how wild the price is, how long
 * it is from one decision to the next, when the account last carried something out, what it paid for options, and what
 * became of its newest order at each venue that fills later. Everything is learned from what is read at a block, and
 * counted by the blocks' time, so the same blocks teach the same. It keeps no history, a few numbers only, and forgets
 * them when the keeper stops, but for the orders and what was paid for options, which the journal knows; the
 * configuration says what is believed until then.
 *
 * <p>A price is an observation of its block's time and not of its round's: the price is made of two feeds, the older of
 * which may not have moved for a day. A doubtful price teaches nothing.
 *
 * <p>Not thread-safe: one cycle at a time per account.
 */
public final class MeasuringPlanner implements Planner {
    private final RiskLimits limits;
    private final Optional<RoundVolatility> volatility;
    private final Optional<DecisionSpacing> spacing;
    private final PremiumPaid premiums;
    private final OptionsAside aside = new OptionsAside();
    private OptionalLong sequence = OptionalLong.empty();
    private Optional<Instant> lastExecution = Optional.empty();
    private final OrderMemory memory;
    private OrderLives orders;
    /** The next plan is made on a snapshot that was seen already. */
    private boolean planningAgain;

    /** One that knows of orders only what the chain shows from now on. */
    public MeasuringPlanner(
            RiskLimits limits,
            Optional<RoundVolatility.Settings> volatility,
            Optional<DecisionSpacing.Settings> spacing) {
        this(limits, volatility, spacing, OrderMemory.NONE);
    }

    /** What is empty is not measured: then the limits' own figure stands. */
    public MeasuringPlanner(
            RiskLimits limits,
            Optional<RoundVolatility.Settings> volatility,
            Optional<DecisionSpacing.Settings> spacing,
            OrderMemory memory) {
        this.limits = limits;
        this.volatility = volatility.map(RoundVolatility::new);
        this.spacing = spacing.map(DecisionSpacing::new);
        this.premiums =
                new PremiumPaid(TokenAmount.zero(limits.idleQuoteReserve().token()));
        this.memory = memory;
        this.orders = OrderLives.of(memory.recalled());
    }

    @Override
    public Decision plan(MarketSnapshot snapshot, Standing standing, List<String> reduceOnly) {
        learn(snapshot);
        List<String> trouble = planningAgain ? List.of() : memorised(snapshot);
        planningAgain = false;
        Instant now = snapshot.block().timestamp();
        Optional<String> without = aside.at(now);
        RiskLimits measured = limits.withBand(measured(snapshot))
                .withOptions(limits.options()
                        .filter(options -> without.isEmpty())
                        .map(options -> options.withPremiumPaid(premiums.at(now))))
                .withSpread(spread(now));
        Decision decision = HedgePlanner.plan(snapshot, measured, mode(standing, reduceOnly));
        premiums.planned(decision);
        return decision.with(orders.news()).with(trouble).with(without.stream().toList());
    }

    @Override
    public void setOptionsAside(HedgePlan refused, MarketSnapshot snapshot, List<String> why) {
        aside.refused(refused, snapshot.block().timestamp(), why);
        planningAgain = true;
    }

    @Override
    public void paidForOptions(Instant at, TokenAmount premium) {
        premiums.paid(at, premium);
    }

    @Override
    public List<String> news() {
        return aside.news();
    }

    @Override
    public List<String> newsOfOrders() {
        return orders.news();
    }

    @Override
    public void sent(PreparedExecution execution) {
        orders = orders.sent(execution.sequence(), execution.orders());
        memory.sent(execution.intentId(), execution.orders());
    }

    /** What the snapshot has shown of orders is on disk before anybody is told of it, so that nobody is told twice. */
    private List<String> memorised(MarketSnapshot snapshot) {
        OrderLives before = orders;
        orders = before.seen(snapshot);
        Instant now = snapshot.block().timestamp();
        return orders.changed().stream()
                .flatMap(life ->
                        memory.changed(Optional.ofNullable(before.newest().get(life.venue())), life, now).stream())
                .toList();
    }

    private SpreadLimits spread(Instant now) {
        Set<String> standBy = new HashSet<>(limits.spread().standBy());
        standBy.addAll(orders.onStandBy(now));
        return limits.spread().withStandBy(standBy);
    }

    private void learn(MarketSnapshot snapshot) {
        Instant now = snapshot.block().timestamp();
        if (snapshot.price() instanceof PriceView.Sure sure) {
            PriceObservation seen = new PriceObservation(now, sure.best().asDouble());
            volatility.ifPresent(estimate -> estimate.seen(seen));
        }
        spacing.ifPresent(estimate -> estimate.decidedAt(now));
        // the sequence rises with each execution: one that has risen was executed since the last look, at the latest
        // now
        if (sequence.isPresent() && sequence.getAsLong() != snapshot.sequence()) {
            lastExecution = Optional.of(now);
            premiums.executed(now);
        }
        sequence = OptionalLong.of(snapshot.sequence());
    }

    private BandLimits measured(MarketSnapshot snapshot) {
        BandLimits band = limits.band();
        Duration next = spacing.map(DecisionSpacing::expected).orElse(band.timeToNextDecision());
        Optional<Duration> since = lastExecution.map(
                last -> Duration.between(last, snapshot.block().timestamp()));
        return volatility
                .map(estimate -> band.withVolatility(estimate.perSqrtYear()))
                .orElse(band)
                .withTimes(next, since.filter(elapsed -> !elapsed.isNegative()));
    }

    private static PlannerMode mode(Standing standing, List<String> reduceOnly) {
        return switch (standing) {
            case Standing.Unwinding unwinding -> new PlannerMode.Unwind();
            case Standing.Closing closing -> new PlannerMode.Close(closing.venue());
            case Standing.Hedging hedging -> normal(reduceOnly);
            case Standing.Paused paused -> normal(reduceOnly);
        };
    }

    private static PlannerMode normal(List<String> reduceOnly) {
        return reduceOnly.isEmpty() ? new PlannerMode.Normal() : new PlannerMode.ReduceOnly(reduceOnly);
    }
}
