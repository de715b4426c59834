package io.evenkeel.allocate;

import io.evenkeel.allocate.Allocation.BindingLimit;
import io.evenkeel.allocate.Allocation.BoundLimit;
import io.evenkeel.allocate.SpareRoom.Kept;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.GasModel;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a change of hedge into what each venue is to do: trade cost, carry over the horizon, gas and concentration
 * against caps, depth and the collateral at hand. Hedge that points the other way is closed before any is opened.
 * Collateral of other venues is drawn on only where the idle tokens do not suffice, and only what they can spare.
 *
 * <p>Where there are several venues, each is left with spare room and collateral, so that one can take over new need
 * when another freezes; less of it is left, down to none, where the hedge would not fit otherwise.
 *
 * <p>A venue on stand-by opens hedge only when the usual ones have no room for all of it, and then no more than they
 * leave.
 *
 * @param nav quote token
 * @param spareRoom base token, whole, at least 0
 */
public record HedgeSpreader(Trading trading, TokenAmount nav, RiskLimits limits, GasModel gas, double spareRoom) {
    /** Leaving a base token unhedged counts as so many times its price: more than any way of hedging it. */
    private static final double UNFILLED = 10;

    /** Hedge on stand-by, on top of its own cost: more than at any usual venue, and better than leaving it undone. */
    private static final double ON_STAND_BY = 5;

    /** What is at hand, less what the way from model numbers to exact amounts may take. */
    private static final double ROUNDING = 1 - 1e-6;

    /**
     * What to do, and what could not be done.
     *
     * @param unfilled base token, with the sign of the change asked for
     * @param limits what stopped what is unfilled
     * @param bound limits that made the rest dearer than it would be without them, the most expensive first
     * @param roomKept part of the spare room and collateral that could be kept: 1 when all, or none was asked
     * @param calledUp what the usual venues had no room for, where venues on stand-by take some of it
     */
    public record Spread(
            List<VenueMove> moves,
            TokenDelta unfilled,
            List<BindingLimit> limits,
            List<BoundLimit> bound,
            double roomKept,
            Optional<CalledUp> calledUp) {
        public Spread {
            moves = List.copyOf(moves);
            limits = List.copyOf(limits);
            bound = List.copyOf(bound);
        }
    }

    /**
     * Why stand-by venues trade.
     *
     * @param beyond base token, with the sign of the change: what the usual venues leave
     * @param because what stops them
     */
    public record CalledUp(TokenDelta beyond, List<BindingLimit> because) {
        public CalledUp {
            because = List.copyOf(because);
        }
    }

    /**
     * @param change base token, negative sells; not zero
     * @param barred venues that are not to trade
     */
    public Spread spread(Book book, TokenDelta change, Set<VenueId> barred) {
        Set<VenueId> waiting = waiting(book, change.signum(), barred);
        if (waiting.isEmpty()) {
            return spread(book, change, barred, waiting);
        }
        Set<VenueId> usualOnly = new HashSet<>(barred);
        usualOnly.addAll(waiting);
        Spread usual = spread(book, change, usualOnly, waiting);
        if (usual.unfilled().isZero()) {
            return usual;
        }
        Spread all = spread(book, change, barred, Set.of());
        return all.moves().stream().noneMatch(move -> waiting.contains(move.venue()))
                ? usual
                : new Spread(
                        all.moves(),
                        all.unfilled(),
                        all.limits(),
                        usual.bound(),
                        all.roomKept(),
                        Optional.of(new CalledUp(usual.unfilled(), usual.limits())));
    }

    /** Venues on stand-by where this change would open hedge. */
    private Set<VenueId> waiting(Book book, int direction, Set<VenueId> barred) {
        return book.venues().stream()
                .filter(venue -> isWaiting(venue, direction) && !barred.contains(venue.id()))
                .map(Venue::id)
                .collect(Collectors.toSet());
    }

    private boolean isWaiting(Venue venue, int direction) {
        return limits.spread().isOnStandBy(venue.id()) && capacity(venue).grows(direction);
    }

    /** @param waiting of the barred venues those that stand by for this change */
    private Spread spread(Book book, TokenDelta change, Set<VenueId> barred, Set<VenueId> waiting) {
        int direction = change.signum();
        double size = change.abs().wholeAsDouble();
        List<LegOption> options = options(book, direction, size, barred);
        boolean calledUp = options.stream().anyMatch(option -> isWaiting(book.venue(option.venue()), direction));
        boolean opening = options.stream()
                .anyMatch(option -> capacity(book.venue(option.venue())).grows(direction));
        TokenAmount kept = kept(opening);
        AllocationProblem problem = problem(book, options, direction, size, kept, opening);
        Kept first = opening && !calledUp
                ? keeping(book, waiting, direction, size).allocate(book, problem, direction)
                : new Kept(
                        Allocator.solve(problem),
                        calledUp && limits.spread().spareRoom().value() > 0 ? 0 : 1);
        Allocation allocation = first.allocation();
        List<Venue> lenders = List.of();
        if (allocation.limits().stream().anyMatch(limit -> limit.limit() == Limit.COLLATERAL)) {
            lenders = lenders(book, options);
            allocation = Allocator.solve(problem.withMore(
                    lent(lenders, quoteToken()), lent(lenders, trading.price().base())));
        }
        return exact(book, change, new Kept(allocation, lenders.isEmpty() ? first.part() : 0), lenders, kept);
    }

    /** What each venue alone would charge for this change, the cheapest first; those that take none of it last. */
    public List<VenueQuote> quotes(Book book, TokenDelta change, Set<VenueId> barred) {
        return book.venues().stream()
                .filter(venue -> !barred.contains(venue.id()))
                .map(venue -> quote(book, venue, change))
                .sorted(VenueQuote.CHEAPEST_FIRST)
                .toList();
    }

    private VenueQuote quote(Book book, Venue venue, TokenDelta change) {
        double size = change.abs().wholeAsDouble();
        VenueOption option = new VenueOption(capacity(venue), gas);
        LegOption leg = option.leg(change.signum(), size);
        boolean opening = capacity(venue).grows(change.signum());
        Allocation alone = Allocator.solve(problem(book, List.of(leg), change.signum(), size, kept(opening), opening));
        return option.quote(
                leg,
                change.signum(),
                size,
                alone.unfilled(),
                alone.limits().stream().findFirst());
    }

    /** The limits that venues have together. */
    public SharedLimits shared() {
        return new SharedLimits(trading, nav, limits, gas);
    }

    /** Sizes up to this can be opened at one venue beside what stands by. */
    public double roomBeside(Book book, Venue venue, int direction, double size) {
        if (!(size > 0)) {
            return 0;
        }
        List<LegOption> option = List.of(option(venue, direction, size));
        AllocationProblem alone = problem(book, option, direction, size, limits.idleQuoteReserve(), true);
        return size
                - Allocator.solve(keeping(book, Set.of(), direction, size).beside(book, alone, direction, spareRoom))
                        .unfilled();
    }

    /** What opening leaves idle. */
    private TokenAmount kept(boolean opening) {
        return opening ? limits.idleQuoteReserve() : TokenAmount.zero(quoteToken());
    }

    /** Shared limits speak of hedge that is opened: closing it is never held back by them. */
    private AllocationProblem problem(
            Book book, List<LegOption> options, int direction, double size, TokenAmount kept, boolean opening) {
        return new AllocationProblem(
                size,
                options,
                book.idleQuote().minusOrZero(kept).wholeAsDouble() * ROUNDING,
                book.idleBase().wholeAsDouble() * ROUNDING,
                UNFILLED * trading.price().asDouble(),
                opening ? shared().caps(book, options, direction, size) : List.of());
    }

    private SpareRoom keeping(Book book, Set<VenueId> waiting, int direction, double size) {
        List<LegOption> spare = waiting.stream()
                .map(id -> option(book.venue(id), direction, size))
                .filter(option -> option.largest() > 0)
                .toList();
        return new SpareRoom(trading, limits, shared(), spareRoom, spare);
    }

    /** What a leg costs over the horizon, for weighing two ways against each other. */
    public LegOption option(Venue venue, int direction, double size) {
        return new VenueOption(capacity(venue), gas).leg(direction, size);
    }

    /** Trade cost of this change of hedge, with what carry and concentration over the horizon change by; gas apart. */
    public double costQuote(Venue venue, double change) {
        return new VenueOption(capacity(venue), gas).cost().of(change);
    }

    public VenueCapacity capacity(Venue venue) {
        return new VenueCapacity(venue, trading, nav, limits);
    }

    /** Collateral this venue can do without: even then it survives a larger move than opening asks for. */
    public TokenAmount spare(Venue venue) {
        TokenAmount none = TokenAmount.zero(venue.collateralToken());
        boolean moves = venue.condition() == VenueCondition.OPEN || venue.condition() == VenueCondition.REDUCE_ONLY;
        if (!moves || venue.pending().isPresent()) {
            return none;
        }
        TokenDelta nothing = TokenDelta.zero(trading.price().base());
        TokenDelta needed = limits.marginRule().needed(venue, nothing, trading.high(), Purpose.WITHDRAW);
        return needed.signum() < 0 ? needed.abs().min(venue.removableCollateral()) : none;
    }

    private Token quoteToken() {
        return trading.price().quote();
    }

    private List<LegOption> options(Book book, int direction, double size, Set<VenueId> barred) {
        List<LegOption> closing = new ArrayList<>();
        List<LegOption> opening = new ArrayList<>();
        for (Venue venue : book.venues()) {
            if (!barred.contains(venue.id())) {
                LegOption option = option(venue, direction, size);
                boolean waiting = isWaiting(venue, direction);
                (capacity(venue).grows(direction) ? opening : closing)
                        .add(
                                waiting
                                        ? option.dearerBy(
                                                ON_STAND_BY * trading.price().asDouble())
                                        : option);
            }
        }
        return closing.stream().anyMatch(option -> option.largest() > 0) ? closing : opening;
    }

    /** Venues that take no part and can spare collateral. */
    private List<Venue> lenders(Book book, List<LegOption> options) {
        return book.venues().stream()
                .filter(venue ->
                        options.stream().noneMatch(option -> option.venue().equals(venue.id()) && option.largest() > 0))
                .filter(venue -> !spare(venue).isZero())
                .toList();
    }

    private double lent(List<Venue> lenders, Token token) {
        return lenders.stream()
                .map(this::spare)
                .filter(amount -> amount.token().equals(token))
                .mapToDouble(TokenAmount::wholeAsDouble)
                .sum();
    }

    private Spread exact(Book book, TokenDelta change, Kept found, List<Venue> lenders, TokenAmount kept) {
        Allocation allocation = found.allocation();
        List<VenueMove> moves = new ArrayList<>();
        TokenDelta done = TokenDelta.zero(change.token());
        for (Allocation.Leg leg : allocation.legs()) {
            Venue venue = book.venue(leg.venue());
            TokenDelta size = exactSize(venue, change, leg.size());
            moves.add(new VenueMove(leg.venue(), size, capacity(venue).collateralFor(size)));
            done = done.plus(size);
        }
        moves.addAll(loans(book, moves, lenders, kept));
        TokenDelta unfilled = allocation.unfilled() > 0 ? change.minus(done) : TokenDelta.zero(change.token());
        return new Spread(moves, unfilled, allocation.limits(), allocation.bound(), found.part(), Optional.empty());
    }

    /** A position that is all but closed is closed: dust costs gas for ever. */
    private static TokenDelta exactSize(Venue venue, TokenDelta change, double size) {
        TokenDelta model = TokenDelta.ofModel(change.token(), change.signum() * size);
        TokenDelta whole = venue.hedge().negate();
        boolean closes =
                whole.signum() == change.signum() && size >= whole.abs().wholeAsDouble() * (1 - 1e-9);
        return closes ? whole : model;
    }

    /** Draws on the lenders for what the moves need beyond what is idle. */
    private List<VenueMove> loans(Book book, List<VenueMove> moves, List<Venue> lenders, TokenAmount kept) {
        List<VenueMove> loans = new ArrayList<>();
        for (Token token : List.of(trading.price().base(), quoteToken())) {
            TokenDelta lacking = lacking(book, moves, token);
            lacking = token.equals(kept.token()) ? lacking.plus(kept.asDelta()) : lacking;
            for (Venue lender : lenders) {
                if (lender.collateralToken().equals(token) && lacking.signum() > 0) {
                    TokenAmount drawn = spare(lender).min(lacking.abs());
                    loans.add(new VenueMove(
                            lender.id(),
                            TokenDelta.zero(trading.price().base()),
                            drawn.asDelta().negate()));
                    lacking = lacking.minus(drawn.asDelta());
                }
            }
        }
        return loans;
    }

    private TokenDelta lacking(Book book, List<VenueMove> moves, Token token) {
        TokenDelta left = book.idle(token).asDelta();
        for (VenueMove move : moves) {
            if (move.collateral().token().equals(token)) {
                left = left.minus(move.collateral());
            }
            Venue venue = book.venue(move.venue());
            TokenDelta own = venue.idleBaseChange(move.delta());
            left = own.token().equals(token) && own.signum() < 0 ? left.plus(own) : left;
            TokenDelta idle = trading.idleQuoteAtWorst(venue, move.delta());
            // what a sale yields comes too late for the collateral that has to go in before it
            boolean tooLate = idle.signum() > 0 && move.collateral().token().equals(token);
            left = idle.token().equals(token) && !tooLate ? left.plus(idle) : left;
        }
        return left.negate();
    }
}
