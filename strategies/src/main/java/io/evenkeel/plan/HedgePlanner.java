package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.HedgeSpreader.Spread;
import io.evenkeel.allocate.SharedLimits;
import io.evenkeel.allocate.VenueCapacity;
import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposure;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.Desk.Fit;
import io.evenkeel.risk.HedgeWish;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what to do now. Margins first, then the net delta, then where the hedge lies. Pure: the same snapshot, limits
 * and mode give the same decision, and a decision carried out as planned leaves nothing more to decide.
 */
public final class HedgePlanner {
    /** Options are tried whole, and then so many times at half of it. */
    private static final int OPTION_SIZES = 4;

    private HedgePlanner() {}

    public static Decision plan(MarketSnapshot snapshot, RiskLimits limits, PlannerMode mode) {
        List<String> reduceOnly = reduceOnlyReasons(snapshot, mode);
        OptionsFirst options = new OptionsFirst(snapshot, limits);
        OptionWish wish = options.wish(mode, !reduceOnly.isEmpty());
        for (int i = 0; i < OPTION_SIZES && !wish.trades().isEmpty(); i++) {
            OptionWish tried = i == 0 ? wish : options.smaller(wish, 1.0 / (1 << i));
            Optional<Decision> both = together(options, tried, mode, reduceOnly);
            if (both.isPresent()) {
                return both.get();
            }
        }
        OptionWish settlement = options.settlement();
        Decision delta = (settlement.settle().isEmpty()
                        ? Optional.<Decision>empty()
                        : together(options, settlement, mode, reduceOnly))
                .orElseGet(() -> deltaPlan(snapshot, limits, mode, reduceOnly));
        return wish.reasons().isEmpty() ? delta : delta.with(options.unfit(wish));
    }

    private static Optional<Decision> together(
            OptionsFirst options, OptionWish wish, PlannerMode mode, List<String> reduceOnly) {
        return options.after(wish)
                .flatMap(then ->
                        options.together(wish, then, deltaPlan(then, options.limitsAfter(wish), mode, reduceOnly)));
    }

    private static Decision deltaPlan(
            MarketSnapshot snapshot, RiskLimits limits, PlannerMode mode, List<String> reduceOnly) {
        PendingOrders orders = new PendingOrders(snapshot);
        Decision decision = switch (RiskCheck.assess(orders.cleared(), limits)) {
            case RiskVerdict.Halt halt -> new Decision.Refuse(halt.reasons());
            case RiskVerdict.MarginShort thin ->
                marginFirst(desk(orders, limits, thin.exposure(), reduceOnly), thin, mode);
            case RiskVerdict.HedgeNeeded needed ->
                byWish(desk(orders, limits, needed.exposure(), reduceOnly), needed.wish(), mode);
            case RiskVerdict.WithinBand within ->
                byWish(desk(orders, limits, within.exposure(), reduceOnly), within.wish(), mode);
        };
        return explained(decision, reduceOnly);
    }

    private static Desk desk(PendingOrders orders, RiskLimits limits, Exposure exposure, List<String> reduceOnly) {
        return Desk.of(orders, limits, exposure, !reduceOnly.isEmpty());
    }

    /** @param counted what the band says with every promise counted */
    private static Decision byWish(Desk desk, HedgeWish counted, PlannerMode mode) {
        if (mode instanceof PlannerMode.Unwind) {
            return Retirement.unwind(desk);
        }
        Optional<MarketSnapshot> distrusting = desk.orders().withoutDoubtful();
        if (distrusting.isPresent()) {
            return cover(desk, RiskCheck.wish(distrusting.get(), desk.limits()), mode);
        }
        return switch (counted) {
            case HedgeWish.Change change -> hedge(desk, change, mode);
            case HedgeWish.Keep keep -> level(desk, keep, mode);
        };
    }

    /**
     * What is in doubt is not built on, and not undone what was built instead of it. The policy counts it nevertheless:
     * more than its band is not covered before the order can no longer be filled, unless the DE-RISK budget has room.
     */
    private static Decision cover(Desk desk, HedgeWish certain, PlannerMode mode) {
        List<String> orders = desk.orders().reasons();
        return switch (certain) {
            case HedgeWish.Keep keep -> tidied(desk, joined(keep.reasons(), orders));
            case HedgeWish.Change change -> {
                int direction = change.change().signum();
                double wanted = change.change().abs().wholeAsDouble();
                double size = Math.min(wanted, desk.coverRoom(direction));
                Fit fit = desk.largestFit(size, part -> hedgeOf(desk, desk.book(), change, part, mode, later(desk)));
                yield switch (fit) {
                    case Fit.Fits fits -> act(desk, fits, true);
                    case Fit.Misfit misfit ->
                        tidied(
                                desk,
                                joined(
                                        joined(change.reasons(), orders),
                                        List.of("not covered now: " + misfit.reason())));
                };
            }
        };
    }

    /** Nothing to do but to clear away what waits for that. */
    private static Decision tidied(Desk desk, List<String> reasons) {
        return desk.orders().cancels().isEmpty()
                ? new Decision.Hold(reasons)
                : new Decision.Act(new PlanWriter(desk).housekeeping().withReasons(reasons));
    }

    private static Set<VenueId> later(Desk desk) {
        return desk.snapshot().venues().stream()
                .filter(Venue::fillsLater)
                .map(Venue::id)
                .collect(Collectors.toSet());
    }

    private static List<String> reduceOnlyReasons(MarketSnapshot snapshot, PlannerMode mode) {
        List<String> reasons = new ArrayList<>();
        if (mode instanceof PlannerMode.ReduceOnly asked) {
            reasons.addAll(asked.reasons());
        }
        if (snapshot.envelope().reduceOnly()) {
            reasons.add("the policy on chain is reduce-only");
        }
        return reasons;
    }

    private static Decision explained(Decision decision, List<String> reduceOnly) {
        return decision.with(
                reduceOnly.stream().map(reason -> "reduce-only: " + reason).toList());
    }

    /** A thin margin is restored before anything else; hedging joins in where it does not stand in the way. */
    private static Decision marginFirst(Desk desk, RiskVerdict.MarginShort verdict, PlannerMode mode) {
        MarginPlanner.Rescue rescue = MarginPlanner.restore(desk, verdict.margins());
        List<String> misfits = new ArrayList<>();
        HedgeWish certain = desk.orders()
                .withoutDoubtful()
                .map(distrusting -> RiskCheck.wish(distrusting, desk.limits()))
                .orElse(verdict.wish());
        if (certain instanceof HedgeWish.Change wish && !(mode instanceof PlannerMode.Unwind)) {
            switch (hedgeFit(desk, rescue.topUps(), wish, mode)) {
                case Fit.Fits fits -> {
                    return act(desk, fits, true);
                }
                case Fit.Misfit misfit -> misfits.add("no hedging beside it: " + misfit.reason());
            }
        }
        for (Proposal proposal : List.of(rescue.withClosing(), rescue.topUps())) {
            switch (desk.fit(proposal)) {
                case Fit.Fits fits -> {
                    return act(desk, fits, true);
                }
                case Fit.Misfit misfit -> misfits.add(misfit.reason());
            }
        }
        return new Decision.Refuse(joined(rescue.withClosing().reasons(), misfits));
    }

    private static Decision hedge(Desk desk, HedgeWish.Change wish, PlannerMode mode) {
        return switch (hedgeFit(desk, Proposal.nothing(), wish, mode)) {
            case Fit.Fits fits ->
                act(desk, fits, desk.deviation().abs().compareTo(desk.envelope().band()) > 0);
            case Fit.Misfit misfit -> {
                double size = wish.change().abs().wholeAsDouble();
                List<String> reasons =
                        hedgeOf(desk, desk.book(), wish, size, mode, Set.of()).reasons();
                yield new Decision.Refuse(joined(reasons, List.of(misfit.reason())));
            }
        };
    }

    /** As much of the change as fits, after these moves of collateral. */
    private static Fit hedgeFit(Desk desk, Proposal topUps, HedgeWish.Change wish, PlannerMode mode) {
        Book topped = desk.book().withCollateral(topUps.moves(), desk.trading());
        return desk.largestFit(wish.change().abs().wholeAsDouble(), size -> {
            Proposal hedge = hedgeOf(desk, topped, wish, size, mode, Set.of());
            return hedge.isNothing() ? hedge : topUps.plus(hedge);
        });
    }

    private static Proposal hedgeOf(
            Desk desk, Book book, HedgeWish.Change wish, double size, PlannerMode mode, Set<VenueId> barred) {
        boolean whole = size >= wish.change().abs().wholeAsDouble();
        TokenDelta change = whole
                ? wish.change()
                : TokenDelta.ofModel(desk.base(), wish.change().signum() * size);
        if (change.abs().compareTo(desk.limits().smallestTrade()) < 0) {
            return Proposal.nothing();
        }
        Set<VenueId> others = new HashSet<>(closing(desk, mode, change.signum()));
        others.addAll(barred);
        others.addAll(desk.orders().unkept());
        Spread spread = desk.spreader().spread(book, change, others);
        List<String> reasons = joined(joined(wish.reasons(), desk.orders().reasons()), restrictions(desk));
        if (!spread.unfilled().isZero()) {
            reasons = joined(reasons, List.of(Words.of(spread.unfilled()) + " of the change finds no room"));
            reasons = joined(
                    reasons, spread.limits().stream().map(Object::toString).toList());
        }
        reasons = joined(reasons, Words.boundBy(spread, desk.quote()));
        boolean worthwhile =
                change.minus(spread.unfilled()).abs().compareTo(desk.limits().smallestTrade()) >= 0;
        return new Proposal(worthwhile ? spread.moves() : List.of(), reasons);
    }

    /** Level: look after where the hedge lies, or retire it. */
    private static Decision level(Desk desk, HedgeWish.Keep wish, PlannerMode mode) {
        List<String> standing = joined(restrictions(desk), StressCheck.of(desk).standing());
        List<String> reasons = joined(joined(wish.reasons(), desk.orders().reasons()), standing);
        return switch (mode) {
            case PlannerMode.Unwind unwind -> Retirement.unwind(desk);
            case PlannerMode.Close close -> Retirement.close(desk, close.venue());
            case PlannerMode.Normal normal ->
                new Rebalancer(desk).find().map(fits -> act(desk, fits, false)).orElseGet(() -> tidied(desk, reasons));
            case PlannerMode.ReduceOnly reduceOnly -> tidied(desk, reasons);
        };
    }

    /** A venue that is being closed takes no new hedge. */
    private static Set<VenueId> closing(Desk desk, PlannerMode mode, int direction) {
        return mode instanceof PlannerMode.Close close
                        && desk.snapshot()
                                .venue(close.venue())
                                .filter(venue -> desk.capacity(venue).grows(direction))
                                .isPresent()
                ? Set.of(close.venue())
                : Set.of();
    }

    /** Venues that cannot be used in full, and why. */
    private static List<String> restrictions(Desk desk) {
        List<String> reasons = new ArrayList<>();
        for (Venue venue : desk.snapshot().venues()) {
            String holds = venue.id() + " with " + Words.of(venue.hedge());
            VenueCapacity capacity = desk.capacity(venue);
            if (desk.limits().spread().isOnStandBy(venue.id()) && !venue.hedge().isZero()) {
                reasons.add(holds + " is on stand-by: it goes back to the usual venues when that pays");
            }
            switch (venue.condition()) {
                case OPEN -> {
                    if (capacity.isAboveCap()) {
                        reasons.add(holds + " is above its cap and may only shrink: equity "
                                + Words.percent(capacity.equityShare()) + " of NAV (cap "
                                + venue.caps().equity() + "), short " + Words.percent(capacity.shortShare())
                                + " (cap " + venue.caps().shortNotional() + ")");
                    }
                }
                case FROZEN -> {
                    if (venue.pending().isEmpty()) {
                        reasons.add(holds + " is frozen: it counts in full, new hedge goes elsewhere");
                    }
                }
                case REDUCE_ONLY -> reasons.add(holds + " may only shrink");
                case UNREADABLE -> reasons.add(holds + " cannot be read: it counts less its haircut");
            }
        }
        for (SharedLimits.Usage usage : desk.spreader().shared().usage(desk.book())) {
            if (usage.isAbove()) {
                reasons.add(usage.name() + " is "
                        + Words.percent(usage.used() / desk.envelope().nav().wholeAsDouble())
                        + " of NAV and above its cap of " + usage.cap() + ": nothing is added to it");
            }
        }
        return reasons;
    }

    private static Decision act(Desk desk, Fit.Fits fits, boolean urgent) {
        return new Decision.Act(new PlanWriter(desk).write(fits, urgent));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
