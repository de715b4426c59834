package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposures;
import io.evenkeel.market.Envelope;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The orders that wait in a snapshot, and what may be built on them.
 *
 * <p>An order is relied on while it is in time and the market is within its worst price. Past either it is in doubt: the
 * plan is made as if it were not there, though the policy on chain counts it for as long as it can be filled. One that
 * can only be cleared away is cleared away by whatever is done next. And none is relied on, once somebody could have
 * filled it, while the vault without it is outside the policy's band.
 *
 * @param read as the chain has it, every order that can be filled counted as filled
 */
record PendingOrders(MarketSnapshot read) {
    /** An order that half of its time has not filled is late, and after this long in any case. */
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    /** How far an order can be relied on. */
    enum Standing {
        RELIED_ON("is waited for"),
        LATE("is late"),
        PASSED("asks for a better price than there is"),
        CLEARABLE("is cleared away"),
        SPENT("cannot be filled any more and not yet be cleared away");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        boolean isInDoubt() {
            return this == LATE || this == PASSED;
        }
    }

    /** The snapshot as it will be once the orders that can be cleared away are. */
    MarketSnapshot cleared() {
        return without(venue -> standing(venue) == Standing.CLEARABLE);
    }

    /** What the policy on chain calls net delta now, whatever of it is promised. */
    TokenDelta countedDelta() {
        return Exposures.of(read, read.price().best()).delta();
    }

    /** The cleared snapshot without the promises that nothing is built on; empty where all of them are relied on. */
    Optional<MarketSnapshot> withoutDoubtful() {
        boolean none = isExposed();
        Predicate<Venue> distrusted = venue -> standing(venue) == Standing.CLEARABLE
                || isPromise(venue) && (none || standing(venue).isInDoubt());
        return read.venues().stream().anyMatch(venue -> isPromise(venue) && distrusted.test(venue))
                ? Optional.of(without(distrusted))
                : Optional.empty();
    }

    /** Base token: what is promised and not going to be cleared away. */
    TokenDelta promised() {
        TokenDelta sum = TokenDelta.zero(read.pair().base());
        for (Venue venue : cleared().venues()) {
            sum = venue.pending().map(PendingChange::promised).map(sum::plus).orElse(sum);
        }
        return sum;
    }

    /**
     * What a plan does first. Clearing away what can still be filled is required, since what follows takes the place of
     * it; what cannot be filled anybody may have cleared away by then.
     */
    List<HedgeAction> cancels() {
        List<HedgeAction> cancels = new ArrayList<>();
        for (Venue venue : read.venues()) {
            if (standing(venue) == Standing.CLEARABLE) {
                boolean couldStillFill =
                        venue.pending().filter(PendingChange::fillable).isPresent();
                cancels.add(new HedgeAction.CancelOrder(venue.id(), couldStillFill));
            }
        }
        return cancels;
    }

    /** Venues whose last promise was not kept: what it was for is not promised there again. */
    Set<VenueId> unkept() {
        return read.venues().stream()
                .filter(venue -> standing(venue) == Standing.CLEARABLE)
                .map(Venue::id)
                .collect(Collectors.toSet());
    }

    /** One for each order. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        for (Venue venue : read.venues()) {
            venue.pending()
                    .ifPresent(order -> reasons.add("the order of " + Words.of(order.size()) + " at " + venue.id()
                            + ", " + order.worstPrice() + " or better, committed "
                            + Duration.between(order.committedAt(), now()).toSeconds() + " s ago, "
                            + standing(order).words));
        }
        return reasons;
    }

    Standing standing(PendingChange order) {
        boolean passed = order.isPassedBy(read.price().best());
        boolean late = !now().isBefore(lateFrom(order));
        if (order.isCancellable(now()) && (!order.fillable() || passed || late)) {
            return Standing.CLEARABLE;
        }
        if (!order.fillable()) {
            return Standing.SPENT;
        }
        return passed ? Standing.PASSED : late ? Standing.LATE : Standing.RELIED_ON;
    }

    /** A venue without an order has nothing to doubt. */
    private Standing standing(Venue venue) {
        return venue.pending().map(this::standing).orElse(Standing.RELIED_ON);
    }

    private Instant lateFrom(PendingChange order) {
        Instant last = order.fillableUntil().orElse(order.cancellableFrom());
        Duration half = Duration.between(order.fillableFrom(), last).dividedBy(2);
        Duration patience = half.compareTo(LONGEST_PATIENCE) < 0 ? half : LONGEST_PATIENCE;
        return order.fillableFrom().plus(patience);
    }

    /** Whether the vault is outside the policy's band without what others could have filled by now and have not. */
    private boolean isExposed() {
        MarketSnapshot certain = without(venue -> standing(venue) == Standing.CLEARABLE
                || venue.pending()
                        .filter(order -> !now().isBefore(order.fillableFrom()))
                        .isPresent());
        Envelope envelope = read.envelope();
        TokenDelta away = Exposures.of(certain, read.price().best()).delta().minus(envelope.targetDelta());
        return away.abs().compareTo(envelope.band()) > 0;
    }

    private static boolean isPromise(Venue venue) {
        return venue.pending().filter(PendingChange::fillable).isPresent();
    }

    private MarketSnapshot without(Predicate<Venue> order) {
        if (read.venues().stream().allMatch(venue -> venue.pending().isEmpty())) {
            return read;
        }
        return read.withVenues(read.venues().stream()
                .map(venue -> order.test(venue) ? venue.withoutPending() : venue)
                .toList());
    }

    private Instant now() {
        return read.block().timestamp();
    }
}
