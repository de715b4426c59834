package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.plan.OrderLife.Cancelled;
import io.evenkeel.plan.OrderLife.Expired;
import io.evenkeel.plan.OrderLife.Filled;
import io.evenkeel.plan.OrderLife.Frozen;
import io.evenkeel.plan.OrderLife.NotTaken;
import io.evenkeel.plan.OrderLife.Overtaken;
import io.evenkeel.plan.OrderLife.Pending;
import io.evenkeel.plan.OrderLife.Submitted;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest order of each venue that fills later, followed from snapshot to snapshot: one for each venue, so it does not
 * grow. What happened is read off the chain alone.
 *
 * @param changed what the newest snapshot has changed
 */
public record OrderLives(Map<VenueId, OrderLife> newest, List<OrderLife> changed) {
    /** A venue that broke its word takes hedge only when the others have no room, for so long. */
    public static final Duration STAND_BY_AFTER_BREACH = Duration.ofMinutes(30);

    public OrderLives {
        newest = Map.copyOf(newest);
        changed = List.copyOf(changed);
    }

    public static OrderLives none() {
        return of(Map.of());
    }

    /** As they were known when a snapshot was last seen. */
    public static OrderLives of(Map<VenueId, OrderLife> known) {
        return new OrderLives(known, List.of());
    }

    /** With what this snapshot shows. */
    public OrderLives seen(MarketSnapshot snapshot) {
        Map<VenueId, OrderLife> now = new HashMap<>();
        for (Venue venue : snapshot.venues()) {
            if (venue.fillsLater()) {
                Optional.ofNullable(newest.get(venue.id()))
                        .map(life -> seen(life, venue, snapshot))
                        .orElseGet(() -> found(venue, snapshot))
                        .ifPresent(life -> now.put(venue.id(), life));
            }
        }
        List<OrderLife> changed = now.values().stream()
                .filter(life -> !life.equals(newest.get(life.venue())))
                .sorted(Comparator.comparing(OrderLife::venue))
                .toList();
        return new OrderLives(now, changed);
    }

    /** What the newest snapshot has changed, in the operator's words. */
    public List<String> news() {
        return changed.stream().map(OrderLife::words).toList();
    }

    /** What a plan that was made on this snapshot commits to, for others to fill. */
    public static List<Submitted> promisedBy(HedgePlan plan, MarketSnapshot snapshot) {
        List<Submitted> orders = new ArrayList<>();
        Instant at = snapshot.block().timestamp();
        for (HedgeAction action : plan.actions()) {
            if (action instanceof HedgeAction.ChangeDelta change) {
                snapshot.venue(change.venue()).filter(Venue::fillsLater).ifPresent(venue -> {
                    TokenDelta before = venue.withoutPending().delta();
                    orders.add(
                            new Submitted(venue.id(), change.change(), at, before, plan.sequence(), plan.deadline()));
                });
            }
        }
        return List.copyOf(orders);
    }

    /**
     * With the orders of a plan that is on its way. Of plans for one sequence of the account one alone is carried out:
     * the newest is believed to be it, until the chain shows another's order.
     */
    public OrderLives sent(long sequence, List<Submitted> orders) {
        Map<VenueId, OrderLife> now = new HashMap<>(newest);
        now.values().removeIf(life -> life instanceof Submitted other && other.sequence() == sequence);
        orders.forEach(order -> now.put(order.venue(), order));
        return new OrderLives(now, changed);
    }

    /** Venues that lately did not do what was asked of them. */
    public Set<String> onStandBy(Instant now) {
        return newest.values().stream()
                .filter(OrderLife::isBroken)
                .filter(life -> now.isBefore(life.since().plus(STAND_BY_AFTER_BREACH)))
                .map(life -> life.venue().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<OrderLife> seen(OrderLife life, Venue venue, MarketSnapshot snapshot) {
        return switch (life) {
            case Submitted submitted -> submitted(submitted, venue, snapshot);
            case Pending pending -> waiting(pending, pending.order(), pending.before(), venue, snapshot);
            case Frozen frozen -> waiting(frozen, frozen.order(), frozen.before(), venue, snapshot);
            case Expired expired -> orNewer(expired, venue, snapshot);
            case Filled filled -> orNewer(filled, venue, snapshot);
            case Cancelled cancelled -> orNewer(cancelled, venue, snapshot);
            case NotTaken notTaken -> orNewer(notTaken, venue, snapshot);
            case Overtaken overtaken -> orNewer(overtaken, venue, snapshot);
        };
    }

    private static Optional<OrderLife> submitted(Submitted order, Venue venue, MarketSnapshot snapshot) {
        Instant now = snapshot.block().timestamp();
        if (venue.pending()
                .filter(pending -> pending.committedAt().isAfter(order.since()))
                .isPresent()) {
            return found(venue, snapshot);
        }
        if (snapshot.sequence() > order.sequence()) {
            TokenDelta left = venue.withoutPending().delta();
            return Optional.of(
                    left.equals(order.before())
                            ? new NotTaken(venue.id(), order.size(), now)
                            : gone(order, order.before(), now, left, now));
        }
        return now.isAfter(order.deadline()) ? found(venue, snapshot) : Optional.of(order);
    }

    private static Optional<OrderLife> waiting(
            OrderLife life, PendingChange order, TokenDelta before, Venue venue, MarketSnapshot snapshot) {
        Instant now = snapshot.block().timestamp();
        Optional<PendingChange> there =
                venue.pending().filter(pending -> pending.committedAt().equals(order.committedAt()));
        if (there.isPresent()) {
            OrderLife standing = standing(venue.id(), there.get(), now, before);
            return Optional.of(standing.getClass().equals(life.getClass()) ? life : standing);
        }
        Instant until = order.fillableUntil().orElse(Instant.MAX);
        return Optional.of(gone(life, before, until, venue.withoutPending().delta(), now));
    }

    private static OrderLife gone(OrderLife life, TokenDelta before, Instant until, TokenDelta left, Instant now) {
        if (left.equals(before.plus(life.size()))) {
            return new Filled(life.venue(), life.size(), now);
        }
        if (!left.equals(before)) {
            return new Overtaken(life.venue(), life.size(), now, left);
        }
        return now.isBefore(until)
                ? new Cancelled(life.venue(), life.size(), now)
                : new Expired(life.venue(), life.size(), now);
    }

    /** What is over stays so until there is another order. One that expired may still lie there, to be cleared away. */
    private static Optional<OrderLife> orNewer(OrderLife over, Venue venue, MarketSnapshot snapshot) {
        return venue.pending().filter(PendingChange::fillable).isPresent() ? found(venue, snapshot) : Optional.of(over);
    }

    private static Optional<OrderLife> found(Venue venue, MarketSnapshot snapshot) {
        TokenDelta before = venue.withoutPending().delta();
        return venue.pending()
                .map(order -> standing(venue.id(), order, snapshot.block().timestamp(), before));
    }

    private static OrderLife standing(VenueId venue, PendingChange order, Instant now, TokenDelta before) {
        if (order.fillable()) {
            return new Pending(venue, order, now, before);
        }
        boolean tooOld =
                order.fillableUntil().filter(until -> !now.isBefore(until)).isPresent();
        return tooOld ? new Expired(venue, order.size(), now) : new Frozen(venue, order, now, before);
    }
}
