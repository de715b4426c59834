package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.HedgeSpreader;
import io.evenkeel.allocate.SharedLimits;
import io.evenkeel.allocate.Trading;
import io.evenkeel.allocate.VenueCapacity;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;

/**
 * What every part of the planner has before it: the snapshot, the limits, and the same model of cost.
 *
 * @param snapshot as it is once the orders that can be cleared away are
 * @param exposure of that snapshot
 * @param counted net delta as the policy on chain counts it before the plan: with every promise, cleared away or not
 */
record Desk(
        MarketSnapshot snapshot,
        RiskLimits limits,
        PendingOrders orders,
        Exposure exposure,
        TokenDelta counted,
        Trading trading,
        GasModel gas,
        HedgeSpreader spreader,
        boolean reduceOnly) {
    /** Halvings when looking for the largest size that fits. */
    private static final int HALVINGS = 12;

    /** Part of a cap that a plan may add to what is above it already: what rounding and costs do. */
    private static final double SMALLEST_BREACH = 1e-4;

    static Desk of(MarketSnapshot read, RiskLimits limits, Exposure exposure, boolean reduceOnly) {
        return of(new PendingOrders(read), limits, exposure, reduceOnly);
    }

    static Desk of(PendingOrders orders, RiskLimits limits, Exposure exposure, boolean reduceOnly) {
        MarketSnapshot snapshot = orders.cleared();
        TokenDelta counted = orders.cancels().isEmpty() ? exposure.delta() : orders.countedDelta();
        PriceView price = snapshot.price();
        Trading trading = new Trading(
                price.best(), price.low(), price.high(), limits.cost().maxSlippage());
        GasModel gas = GasModel.of(snapshot, limits.cost());
        // what gamma makes of a move as large as the one that margins must survive untouched
        double spareRoom = Math.abs(exposure.gamma())
                * price.best().asDouble()
                * limits.margin().floor().fraction();
        HedgeSpreader spreader = new HedgeSpreader(trading, snapshot.envelope().nav(), limits, gas, spareRoom);
        return new Desk(snapshot, limits, orders, exposure, counted, trading, gas, spreader, reduceOnly);
    }

    /** Whether a proposal can be carried out within every limit, and as what. */
    sealed interface Fit {
        record Fits(Proposal proposal, PlanKind kind, List<LegSequencer.Step> steps, Exposure after, PlanCost cost)
                implements Fit {}

        record Misfit(String reason) implements Fit {}
    }

    Book book() {
        return Book.of(snapshot);
    }

    Envelope envelope() {
        return snapshot.envelope();
    }

    boolean isPriceSure() {
        return snapshot.price() instanceof PriceView.Sure;
    }

    TokenDelta zeroBase() {
        return TokenDelta.zero(base());
    }

    Token base() {
        return snapshot.pair().base();
    }

    Token quote() {
        return snapshot.pair().quote();
    }

    VenueCapacity capacity(Venue venue) {
        return spreader.capacity(venue);
    }

    static boolean canMoveCollateral(Venue venue) {
        boolean moves = venue.condition() == VenueCondition.OPEN || venue.condition() == VenueCondition.REDUCE_ONLY;
        return moves && venue.pending().isEmpty();
    }

    /** Net delta less target, as the policy on chain counts it before the plan. */
    TokenDelta deviation() {
        return counted.minus(envelope().targetDelta());
    }

    /** Net delta once these steps have been taken, of what is certain alone: no promise counts, old or new. */
    TokenDelta certainDelta(Exposure after, List<LegSequencer.Step> steps) {
        TokenDelta certain = after.delta().minus(orders.promised());
        for (LegSequencer.Step step : steps) {
            boolean promise = snapshot.venue(step.venue()).orElseThrow().fillsLater();
            certain =
                    promise && step instanceof LegSequencer.Step.Trade trade ? certain.minus(trade.change()) : certain;
        }
        return certain;
    }

    Fit fit(Proposal proposal) {
        if (proposal.isNothing()) {
            return new Fit.Misfit("no venue can take any of it now");
        }
        PlanCost cost = PlanCost.of(proposal.moves(), snapshot.venues(), trading, gas, limits.cost());
        Optional<String> tooMuch = overBudget(cost);
        if (tooMuch.isPresent()) {
            return new Fit.Misfit(tooMuch.get());
        }
        return switch (LegSequencer.order(book(), proposal.moves(), trading)) {
            case LegSequencer.Outcome.Stuck stuck ->
                new Fit.Misfit("idle " + base() + " and " + quote() + " do not suffice for " + stuck.steps());
            case LegSequencer.Outcome.Ordered ordered -> judged(proposal, ordered, cost);
        };
    }

    /** The proposal at the largest size up to this one that fits; the misfit of the whole when none does. */
    Fit largestFit(double size, DoubleFunction<Proposal> proposal) {
        Fit whole = fit(proposal.apply(size));
        if (whole instanceof Fit.Fits) {
            return whole;
        }
        Fit best = whole;
        double fits = 0;
        double tooLarge = size;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (fits + tooLarge) / 2;
            Proposal smaller = proposal.apply(middle);
            if (!smaller.isNothing() && fit(smaller) instanceof Fit.Fits found) {
                best = found;
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return best instanceof Fit.Fits found && whole instanceof Fit.Misfit misfit
                ? new Fit.Fits(
                        found.proposal().plus(new Proposal(List.of(), List.of("made smaller: " + misfit.reason()))),
                        found.kind(),
                        found.steps(),
                        found.after(),
                        found.cost())
                : best;
    }

    private Optional<String> overBudget(PlanCost cost) {
        double most = limits.cost().maxCostPerPlan().wholeAsDouble();
        if (cost.total() > most) {
            return Optional.of("it would cost " + Words.quote(cost.total(), quote()) + ", a plan may cost "
                    + Words.quote(most, quote()));
        }
        double lossLeft = envelope().lossBudgetLeft().wholeAsDouble();
        if (cost.trading() > lossLeft) {
            return Optional.of("it would lose " + Words.quote(cost.trading(), quote())
                    + ", the loss budget on chain has " + Words.quote(lossLeft, quote()) + " left");
        }
        double turnoverLeft = envelope().turnoverBudgetLeft().wholeAsDouble();
        if (cost.turnover() > turnoverLeft) {
            return Optional.of("it would turn over " + Words.quote(cost.turnover(), quote())
                    + ", the turnover budget on chain has " + Words.quote(turnoverLeft, quote()) + " left");
        }
        return Optional.empty();
    }

    private Fit judged(Proposal proposal, LegSequencer.Outcome.Ordered ordered, PlanCost cost) {
        for (VenueMove move : proposal.moves()) {
            if (breaksEquityCap(move, ordered.after())) {
                return new Fit.Misfit("collateral for trading at " + move.venue() + " would break its equity cap of "
                        + snapshot.venue(move.venue()).orElseThrow().caps().equity() + " of NAV");
            }
        }
        if (proposal.trades()) {
            List<String> breaches = StressCheck.of(this).breaches(ordered.after());
            if (!breaches.isEmpty()) {
                return new Fit.Misfit(String.join("; ", breaches));
            }
        }
        Optional<String> shared = breaksSharedLimit(ordered.after());
        if (shared.isPresent() && proposal.trades()) {
            return new Fit.Misfit(shared.get());
        }
        Exposure after = exposureOf(ordered.after());
        TokenDelta awayBefore = deviation().abs().asDelta();
        TokenDelta awayAfter =
                after.delta().minus(envelope().targetDelta()).abs().asDelta();
        Optional<String> promised = leavesMuchToPromises(after, ordered.steps());
        if (proposal.trades() && promised.isPresent()) {
            return new Fit.Misfit(promised.get());
        }
        boolean nearer = awayAfter.compareTo(awayBefore) < 0;
        boolean insideBand = isPriceSure()
                && !reduceOnly
                && awayAfter.abs().compareTo(envelope().band()) <= 0;
        if (proposal.trades() && (nearer || insideBand)) {
            return new Fit.Fits(proposal, PlanKind.ROUTINE, ordered.steps(), after, cost);
        }
        TokenDelta movedAway = awayAfter.minus(awayBefore);
        TokenAmount budget = envelope().deRiskDeltaBudgetLeft();
        if (movedAway.signum() > 0 && movedAway.abs().compareTo(budget) > 0) {
            return new Fit.Misfit("it would move net delta " + Words.of(movedAway)
                    + " away from the target, the DE-RISK budget on chain has " + Words.of(budget) + " left");
        }
        return new Fit.Fits(proposal, PlanKind.DE_RISK, ordered.steps(), after, cost);
    }

    /** Hedge that is there is given up for a promise only as far as the policy's band bears its not being kept. */
    private Optional<String> leavesMuchToPromises(Exposure after, List<LegSequencer.Step> steps) {
        TokenDelta target = envelope().targetDelta();
        TokenAmount then = certainDelta(after, steps).minus(target).abs();
        TokenAmount now = certainlyAway();
        TokenAmount counted = after.delta().minus(target).abs();
        return then.compareTo(envelope().band().max(now).max(counted)) > 0
                ? Optional.of("it would leave " + Words.of(then) + " to promises alone, the policy's band bears "
                        + Words.of(envelope().band()))
                : Optional.empty();
    }

    /** The policy lets a top-up alone exceed the equity cap to save a position, but not beside a trade there. */
    private boolean breaksEquityCap(VenueMove move, Book after) {
        if (move.delta().isZero() || move.collateral().signum() <= 0) {
            return false;
        }
        Venue venue = after.venue(move.venue());
        double cap = venue.caps().equity().fraction() * envelope().nav().wholeAsDouble();
        return venue.oracleNav(trading.price()).wholeAsDouble() > cap;
    }

    /** Limits that venues have together: none may be passed, nor passed further where prices did it already. */
    private Optional<String> breaksSharedLimit(Book after) {
        SharedLimits shared = spreader.shared();
        List<SharedLimits.Usage> before = shared.usage(book());
        List<SharedLimits.Usage> then = shared.usage(after);
        for (int i = 0; i < then.size(); i++) {
            SharedLimits.Usage usage = then.get(i);
            double smallest = SMALLEST_BREACH * usage.allowed();
            if (usage.isAbove() && usage.used() > before.get(i).used() + smallest) {
                return Optional.of("it would take " + usage.name() + " to " + Words.quote(usage.used(), quote())
                        + ", its cap is " + Words.quote(usage.allowed(), quote()));
            }
        }
        return Optional.empty();
    }

    private Exposure exposureOf(Book book) {
        return Exposures.afterMoves(exposure, book.idleBase(), book.idleQuote(), book.venues());
    }

    /**
     * Closes hedge at one venue and opens as much at the others; what they cannot take stays where it is.
     *
     * @param size base token, at most the venue's hedge
     */
    Proposal shift(Venue from, double size, List<String> reasons) {
        TokenDelta moved = exact(from, size);
        if (moved.isZero() || moved.abs().compareTo(limits.smallestTrade()) < 0 && !isWhole(from, moved)) {
            return Proposal.nothing();
        }
        HedgeSpreader.Spread elsewhere = spreader.spread(book(), moved, Set.of(from.id()));
        TokenDelta taken = moved.minus(elsewhere.unfilled());
        List<String> why = new ArrayList<>(reasons);
        if (!elsewhere.unfilled().isZero()) {
            why.add(Words.of(elsewhere.unfilled().abs()) + " finds no room elsewhere");
            elsewhere.limits().forEach(limit -> why.add(limit.toString()));
        }
        why.addAll(Words.calledUp(elsewhere));
        boolean worthwhile = isWhole(from, taken) || taken.abs().compareTo(limits.smallestTrade()) >= 0;
        if (elsewhere.moves().isEmpty() || taken.signum() != moved.signum() || !worthwhile) {
            return new Proposal(List.of(), why);
        }
        List<VenueMove> moves = new ArrayList<>(elsewhere.moves());
        moves.add(new VenueMove(from.id(), taken.negate(), TokenDelta.zero(from.collateralToken())));
        return new Proposal(moves, why);
    }

    private TokenDelta exact(Venue from, double size) {
        double whole = from.hedge().abs().wholeAsDouble();
        return size >= whole * (1 - 1e-9)
                ? from.hedge()
                : TokenDelta.ofModel(base(), from.hedge().signum() * size);
    }

    private static boolean isWhole(Venue from, TokenDelta moved) {
        return moved.equals(from.hedge());
    }

    /** How far the policy lets net delta move in this direction, whatever for; base token, at least 0. */
    double policyRoom(int direction) {
        return room(direction, envelope().deRiskDeltaBudgetLeft().wholeAsDouble());
    }

    /**
     * The same for covering what is promised and in doubt: while the vault is inside the band without any promise the
     * DE-RISK budget is kept for worse.
     */
    double coverRoom(int direction) {
        return certainlyAway().compareTo(envelope().band()) > 0 ? policyRoom(direction) : room(direction, 0);
    }

    /** How much hedge that is there may be given up for a promise; base token, at least 0. */
    double promiseRoom() {
        double room = envelope().band().minusOrZero(certainlyAway()).wholeAsDouble();
        return room * (1 - 1e-4);
    }

    private TokenAmount certainlyAway() {
        return certainDelta(exposure, List.of()).minus(envelope().targetDelta()).abs();
    }

    private double room(int direction, double budget) {
        double deviation = deviation().wholeAsDouble() * direction;
        double nearer = deviation < 0 ? -2 * deviation : 0;
        double byBand = isPriceSure() && !reduceOnly ? envelope().band().wholeAsDouble() - deviation : 0;
        // inside by more than what interest and funding move until the plan is mined: the policy compares exactly
        return Math.max(0, Math.max(nearer + budget, byBand)) * (1 - 1e-4);
    }
}
