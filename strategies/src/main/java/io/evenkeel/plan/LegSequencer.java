package io.evenkeel.plan;

import io.evenkeel.allocate.Book;
import io.evenkeel.allocate.Trading;
import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts moves into an order in which every step can be paid for by what is idle then. Whatever sets tokens free goes
 * first; a venue's collateral goes in before it trades and comes out after.
 */
final class LegSequencer {
    private final Trading trading;
    private final List<Step> waiting = new ArrayList<>();
    private final List<Step> ordered = new ArrayList<>();
    private final boolean topUpsFirst;
    private Book book;

    /** How ordering ended. */
    sealed interface Outcome {
        record Ordered(List<Step> steps, Book after) implements Outcome {}

        /** The steps that no order can pay for. */
        record Stuck(List<Step> steps) implements Outcome {}
    }

    /** One step at one venue, with what it does to the idle token it touches, at worst. */
    sealed interface Step {
        VenueId venue();

        record Add(VenueId venue, TokenDelta collateral) implements Step {}

        record Trade(VenueId venue, TokenDelta change) implements Step {}

        record Remove(VenueId venue, TokenDelta collateral) implements Step {}
    }

    private LegSequencer(Book book, Trading trading, boolean topUpsFirst) {
        this.book = book;
        this.trading = trading;
        this.topUpsFirst = topUpsFirst;
    }

    /**
     * Top-ups before trades where that can be paid for; otherwise what yields tokens first.
     *
     * @param moves at most one for each venue
     */
    static Outcome order(Book book, List<VenueMove> moves, Trading trading) {
        Outcome safest = order(book, moves, trading, true);
        return safest instanceof Outcome.Ordered ? safest : order(book, moves, trading, false);
    }

    private static Outcome order(Book book, List<VenueMove> moves, Trading trading, boolean topUpsFirst) {
        LegSequencer sequencer = new LegSequencer(book, trading, topUpsFirst);
        for (VenueMove move : moves) {
            if (move.collateral().signum() > 0) {
                sequencer.waiting.add(new Step.Add(move.venue(), move.collateral()));
            }
            if (!move.delta().isZero()) {
                sequencer.waiting.add(new Step.Trade(move.venue(), move.delta()));
            }
            if (move.collateral().signum() < 0) {
                sequencer.waiting.add(
                        new Step.Remove(move.venue(), move.collateral().negate()));
            }
        }
        return sequencer.run();
    }

    private Outcome run() {
        while (!waiting.isEmpty()) {
            Optional<Step> next = next();
            if (next.isEmpty()) {
                return new Outcome.Stuck(List.copyOf(waiting));
            }
            take(next.get());
        }
        return new Outcome.Ordered(List.copyOf(ordered), book);
    }

    private Optional<Step> next() {
        return first(step -> step instanceof Step.Remove && isPossible(step))
                .or(() -> first(step -> topUpsFirst && step instanceof Step.Add && isPossible(step)))
                .or(() -> first(step -> yields(step) && isPossible(step)))
                .or(() -> first(step -> step instanceof Step.Add && leadsToYield(step) && isPossible(step)))
                .or(() -> first(step -> step instanceof Step.Add && isPossible(step)))
                .or(() -> first(this::isPossible));
    }

    private Optional<Step> first(Predicate<Step> wanted) {
        return waiting.stream().filter(wanted).findFirst();
    }

    private boolean isPossible(Step step) {
        return switch (step) {
            case Step.Add add -> book.canAfford(add.collateral().negate());
            case Step.Trade trade ->
                !waits(Step.Add.class, trade.venue())
                        && book.canAfford(idleChange(trade))
                        && book.canAfford(book.venue(trade.venue()).idleBaseChange(trade.change()));
            case Step.Remove remove ->
                !waits(Step.Trade.class, remove.venue())
                        && book.venue(remove.venue())
                                        .removableCollateral()
                                        .compareTo(remove.collateral().abs())
                                >= 0;
        };
    }

    private boolean waits(Class<? extends Step> kind, VenueId venue) {
        return waiting.stream()
                .anyMatch(step -> kind.isInstance(step) && step.venue().equals(venue));
    }

    private boolean yields(Step step) {
        return step instanceof Step.Trade trade && idleChange(trade).signum() > 0;
    }

    private boolean leadsToYield(Step add) {
        return waiting.stream().anyMatch(step -> step.venue().equals(add.venue()) && yields(step));
    }

    private TokenDelta idleChange(Step.Trade trade) {
        Venue venue = book.venue(trade.venue());
        return trading.idleQuoteAtWorst(venue, trade.change());
    }

    private void take(Step step) {
        book = switch (step) {
            case Step.Add add -> book.withCollateral(add.venue(), add.collateral(), trading);
            case Step.Trade trade -> book.withTrade(trade.venue(), trade.change(), trading);
            case Step.Remove remove ->
                book.withCollateral(remove.venue(), remove.collateral().negate(), trading);
        };
        waiting.remove(step);
        ordered.add(step);
    }
}
