package io.evenkeel.plan;

import io.evenkeel.allocate.LegOption;
import io.evenkeel.allocate.SharedLimits;
import io.evenkeel.allocate.VenueCapacity;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.plan.Desk.Fit;
import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Moves hedge or collateral between venues while the net delta is level: away from a cap that is nearly reached, and
 * to where carrying is cheaper once that pays for the move and more. New hedge stops short of a cap by the whole
 * headroom, moving away begins at half of it: in between nothing happens. To a venue on stand-by hedge moves only where
 * the usual ones have no room; from there it goes back as from anywhere, once that pays.
 */
final class Rebalancer {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int SECTIONS = 30;
    /** Less than this part of NAV is not worth taking out. */
    private static final double SMALLEST_WITHDRAWAL = 0.001;

    private final Desk desk;

    Rebalancer(Desk desk) {
        this.desk = desk;
    }

    Optional<Fit.Fits> find() {
        if (!desk.isPriceSure() || desk.reduceOnly()) {
            return Optional.empty();
        }
        return first(this::awayFromShortCap)
                .or(() -> first(this::awayFromEquityCap))
                .or(this::awayFromSharedLimits)
                .or(this::towardsCheaperCarry);
    }

    private interface Idea {
        Optional<Fit.Fits> of(Venue venue);
    }

    private Optional<Fit.Fits> first(Idea idea) {
        return desk.snapshot().venues().stream()
                .filter(Desk::canMoveCollateral)
                .flatMap(venue -> idea.of(venue).stream())
                .findFirst();
    }

    private Optional<Fit.Fits> awayFromShortCap(Venue venue) {
        VenueCapacity capacity = desk.capacity(venue);
        Bps cap = venue.caps().shortNotional();
        if (venue.hedge().signum() >= 0 || capacity.shortShare() <= begins(cap)) {
            return Optional.empty();
        }
        double excess = (capacity.shortShare() - capacity.planned(cap))
                * nav()
                / desk.trading().high().asDouble();
        double size = Math.min(excess, capacity.largest(1).base());
        List<String> reasons = List.of(venue.id() + " carries " + Words.percent(capacity.shortShare())
                + " of NAV short, its cap is " + cap + ": move the excess elsewhere");
        return fits(desk.largestFit(size, part -> desk.shift(venue, part, reasons)));
    }

    private Optional<Fit.Fits> awayFromEquityCap(Venue venue) {
        VenueCapacity capacity = desk.capacity(venue);
        Bps cap = venue.caps().equity();
        if (capacity.equityShare() <= begins(cap)) {
            return Optional.empty();
        }
        double excessQuote = (capacity.equityShare() - capacity.planned(cap)) * nav();
        String reason = venue.id() + " holds " + Words.percent(capacity.equityShare()) + " of NAV, its cap is " + cap;
        return takeOut(venue, excessQuote, reason);
    }

    private Optional<Fit.Fits> awayFromSharedLimits() {
        return desk.spreader().shared().usage(desk.book()).stream()
                .filter(usage -> usage.used() > begins(usage.cap()) * nav())
                .flatMap(usage -> awayFrom(usage).stream())
                .findFirst();
    }

    /** What can be taken out goes first where equity is what counts; then hedge moves, from the largest. */
    private Optional<Fit.Fits> awayFrom(SharedLimits.Usage usage) {
        double excess = usage.used() - desk.capacity(anyOf(usage)).planned(usage.cap()) * nav();
        String reason =
                usage.name() + " is " + Words.percent(usage.used() / nav()) + " of NAV, its cap is " + usage.cap();
        List<Venue> members = usage.venues().stream()
                .map(id -> desk.snapshot().venue(id).orElseThrow())
                .filter(Desk::canMoveCollateral)
                .sorted(Comparator.comparing((Venue venue) -> venue.hedge().abs())
                        .reversed())
                .toList();
        Optional<Fit.Fits> found = Optional.empty();
        if (!usage.isShort()) {
            found = members.stream()
                    .flatMap(venue -> takeOut(venue, excess, reason).stream())
                    .findFirst();
        }
        double size = excess / desk.trading().high().asDouble();
        return found.or(() -> members.stream()
                .filter(venue -> venue.hedge().signum() < 0)
                .flatMap(venue -> fits(desk.largestFit(
                                Math.min(size, desk.capacity(venue).largest(1).base()),
                                part -> desk.shift(
                                        venue, part, List.of(reason + ": move the excess out of " + venue.id()))))
                        .stream())
                .findFirst());
    }

    private Venue anyOf(SharedLimits.Usage usage) {
        return desk.snapshot().venue(usage.venues().getFirst()).orElseThrow();
    }

    private Optional<Fit.Fits> takeOut(Venue venue, double excessQuote, String reason) {
        TokenAmount taken = collateral(venue, excessQuote).min(desk.spreader().spare(venue));
        if (taken.compareTo(collateral(venue, SMALLEST_WITHDRAWAL * nav())) < 0) {
            return Optional.empty();
        }
        VenueMove move =
                new VenueMove(venue.id(), desk.zeroBase(), taken.asDelta().negate());
        return fits(
                desk.fit(new Proposal(List.of(move), List.of(reason + ": take out what its margin does not need"))));
    }

    private Optional<Fit.Fits> towardsCheaperCarry() {
        Optional<Fit.Fits> best = Optional.empty();
        double bestGain = 0;
        for (Venue from : desk.snapshot().venues()) {
            for (Venue to : desk.snapshot().venues()) {
                int side = from.hedge().signum();
                boolean pairs = side != 0
                        && !from.id().equals(to.id())
                        && Desk.canMoveCollateral(from)
                        && to.condition() == VenueCondition.OPEN
                        && !desk.limits().spread().isOnStandBy(to.id())
                        && !desk.orders().unkept().contains(to.id())
                        && desk.capacity(to).grows(side);
                if (!pairs || !canGain(from, to, side)) {
                    continue;
                }
                Pair pair = new Pair(from, to, side);
                double size = pair.bestSize();
                double gain = pair.gain(size);
                boolean worthIt = size >= desk.limits().smallestTrade().wholeAsDouble() && gain > bestGain;
                if (worthIt && fits(desk.fit(pair.proposal(size))).orElse(null) instanceof Fit.Fits found) {
                    best = Optional.of(found);
                    bestGain = gain;
                }
            }
        }
        return best;
    }

    /** The cost of a move is convex in its size and nothing at nothing: what does not gain when small never does. */
    private boolean canGain(Venue from, Venue to, int side) {
        double small = Math.max(desk.limits().smallestTrade().wholeAsDouble(), 1e-6);
        double hysteresis = desk.limits().spread().rebalanceGain().fraction();
        double trading = tradeCost(from, -side * small) + tradeCost(to, side * small);
        return desk.spreader().costQuote(from, -side * small)
                        + desk.spreader().costQuote(to, side * small)
                        + hysteresis * trading
                < 0;
    }

    private double tradeCost(Venue venue, double change) {
        return Math.max(0, venue.tradeCostQuote(change, desk.trading().price()));
    }

    /** Closing at one venue and opening at another, as a function of how much. */
    private final class Pair {
        private final Venue from;
        private final Venue to;
        private final int side;
        private final LegOption closing;
        private final LegOption opening;
        private final double most;
        private final double hysteresis = desk.limits().spread().rebalanceGain().fraction();

        Pair(Venue from, Venue to, int side) {
            this.from = from;
            this.to = to;
            this.side = side;
            double all = from.hedge().abs().wholeAsDouble();
            closing = desk.spreader().option(from, -side, all);
            opening = desk.spreader().option(to, side, all);
            double room = to.fillsLater() ? desk.promiseRoom() : Double.POSITIVE_INFINITY;
            double wanted = Math.min(room, Math.min(closing.largest(), opening.largest()));
            most = desk.spreader().roomBeside(desk.book(), to, side, wanted);
        }

        /** What carrying it there saves over the horizon, less the cost of moving and the required part on top. */
        double gain(double size) {
            return -variable(size) - (1 + hysteresis) * (closing.fixedCostQuote() + opening.fixedCostQuote());
        }

        private double variable(double size) {
            double trading = tradeCost(from, -side * size) + tradeCost(to, side * size);
            return closing.costQuote().applyAsDouble(size)
                    + opening.costQuote().applyAsDouble(size)
                    + hysteresis * trading;
        }

        double bestSize() {
            double low = 0;
            double high = most;
            for (int i = 0; i < SECTIONS && most > 0; i++) {
                double lower = high - GOLDEN * (high - low);
                double upper = low + GOLDEN * (high - low);
                if (variable(lower) <= variable(upper)) {
                    high = upper;
                } else {
                    low = lower;
                }
            }
            return (low + high) / 2;
        }

        Proposal proposal(double size) {
            TokenDelta moved = TokenDelta.ofModel(desk.base(), side * size);
            String reason = "carrying " + Words.of(moved.abs()) + " at " + to.id() + " instead of " + from.id()
                    + " is worth " + Words.quote(gain(size), desk.quote()) + " after all costs over "
                    + desk.limits().spread().carryHorizon().toHours() + " hours";
            return new Proposal(
                    List.of(
                            new VenueMove(from.id(), moved.negate(), TokenDelta.zero(from.collateralToken())),
                            new VenueMove(to.id(), moved, desk.capacity(to).collateralFor(moved))),
                    List.of(reason));
        }
    }

    private double begins(Bps cap) {
        return cap.fraction() * (1 - desk.limits().spread().capHeadroom().fraction() / 2);
    }

    private TokenAmount collateral(Venue venue, double quoteValue) {
        TokenAmount quote =
                TokenDelta.ofModel(desk.quote(), Math.max(0, quoteValue)).abs();
        return venue.collateralToken().equals(desk.quote())
                ? quote
                : desk.trading().price().amountDown(quote);
    }

    private double nav() {
        return desk.envelope().nav().wholeAsDouble();
    }

    private static Optional<Fit.Fits> fits(Fit fit) {
        return fit instanceof Fit.Fits fits ? Optional.of(fits) : Optional.empty();
    }
}
