package io.evenkeel.risk.health;

import io.evenkeel.market.PriceView;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether more may be put at a venue. A suspect may only shrink; the others are hedged on as before, so that one false
 * alarm costs no more than room.
 */
public sealed interface VenueHealth {
    record Healthy() implements VenueHealth {}

    /** @param reasons never empty; changes before measures */
    record Suspect(List<Suspicion> reasons) implements VenueHealth {
        public Suspect {
            reasons = List.copyOf(reasons);
        }
    }

    default List<Suspicion> reasons() {
        return this instanceof Suspect suspect ? suspect.reasons() : List.of();
    }

    static VenueHealth of(List<Suspicion> reasons) {
        return reasons.isEmpty() ? new Healthy() : new Suspect(reasons);
    }

    /**
     * @param acknowledged what it looked like when the operator last said it was well
     * @param now what it looks like
     * @param venue our position there now
     * @param price ours, not the protocol's; while it is doubtful a protocol is held against the nearest plausible one
     */
    static VenueHealth judge(
            VenueWatch acknowledged, VenueWatch now, Optional<Venue> venue, PriceView price, HealthLimits limits) {
        if (now.isEmpty()) {
            return acknowledged.isEmpty() ? new Healthy() : new Suspect(List.of(new Suspicion.Unwatched()));
        }
        List<Suspicion> reasons = new ArrayList<>(changes(acknowledged, now, limits));
        for (Measure measure : now.measures()) {
            beyond(measure, acknowledged, price, limits)
                    .map(words -> new Suspicion.Beyond(measure.label(), measure.label() + " " + words))
                    .ifPresent(reasons::add);
        }
        venue.flatMap(ours -> dearToUnwind(ours, price.best(), limits)).ifPresent(reasons::add);
        return of(reasons);
    }

    private static List<Suspicion> changes(VenueWatch acknowledged, VenueWatch now, HealthLimits limits) {
        List<Suspicion.Changed> changes = new ArrayList<>();
        for (Trait before : acknowledged.traits()) {
            Optional<Trait> present = now.trait(before.label());
            if (present.isEmpty()) {
                changes.add(Suspicion.Changed.gone(before));
            } else if (!present.get().value().equals(before.value())) {
                changes.add(Suspicion.Changed.of(before, present.get()));
            }
        }
        now.traits().stream()
                .filter(trait -> acknowledged.trait(trait.label()).isEmpty())
                .map(Suspicion.Changed::added)
                .forEach(changes::add);
        return changes.stream()
                .flatMap(change -> suspicion(change, limits).stream())
                .toList();
    }

    private static Optional<Suspicion> suspicion(Suspicion.Changed change, HealthLimits limits) {
        if (change.kind() == Trait.Kind.STOPPED && change.now().equals(Trait.OFF)) {
            // it runs again: what was acknowledged was worse
            return Optional.empty();
        }
        if (limits.quarantineOn().contains(change.kind())) {
            return Optional.of(change);
        }
        return change.kind() == Trait.Kind.STOPPED
                ? Optional.of(new Suspicion.Stopped(change.about()))
                : Optional.empty();
    }

    private static Optional<String> beyond(
            Measure measure, VenueWatch acknowledged, PriceView price, HealthLimits limits) {
        BigInteger value = measure.value();
        return switch (measure.kind()) {
            case UTILISATION ->
                value.compareTo(BigInteger.valueOf(limits.maxUtilisation().value())) > 0
                        ? Optional.of("is " + percent(value) + ", above " + limits.maxUtilisation())
                        : Optional.empty();
            case BACKING ->
                value.compareTo(BigInteger.valueOf(limits.minBacking().value())) < 0
                        ? Optional.of("is " + percent(value) + ", below " + limits.minBacking())
                        : Optional.empty();
            case BACKSTOP -> fallen(measure, acknowledged, limits.maxBackstopFall());
            case MARK_PRICE, INDEX_PRICE -> apart(value, nearest(value, price), limits.maxPriceGap());
        };
    }

    private static Optional<String> fallen(Measure now, VenueWatch acknowledged, Bps most) {
        BigInteger was = acknowledged.measure(now.label()).map(Measure::value).orElse(now.value());
        BigInteger least = was.multiply(
                        BigInteger.valueOf(Bps.WHOLE.value() - Math.min(most.value(), Bps.WHOLE.value())))
                .divide(BigInteger.valueOf(Bps.WHOLE.value()));
        // what was nothing, or a debt, has fallen when it is any less
        BigInteger floor = was.signum() > 0 ? least : was;
        return now.value().compareTo(floor) < 0
                ? Optional.of("has fallen from " + was + " to " + now.value() + ", by more than " + most)
                : Optional.empty();
    }

    private static BigInteger nearest(BigInteger theirs, PriceView price) {
        return theirs.max(price.low().e18()).min(price.high().e18());
    }

    private static Optional<String> apart(BigInteger theirs, BigInteger ours, Bps most) {
        BigInteger gap = theirs.subtract(ours).abs().multiply(BigInteger.valueOf(Bps.WHOLE.value()));
        if (gap.compareTo(ours.multiply(BigInteger.valueOf(most.value()))) <= 0) {
            return Optional.empty();
        }
        BigDecimal part = new BigDecimal(gap).divide(new BigDecimal(ours), 0, RoundingMode.UP);
        return Optional.of("is " + percent(part.toBigInteger()) + " from our price, above " + most);
    }

    private static Optional<Suspicion> dearToUnwind(Venue venue, Price price, HealthLimits limits) {
        if (venue.condition() == VenueCondition.UNREADABLE || venue.hedge().isZero()) {
            return Optional.empty();
        }
        TokenDelta back = venue.hedge().negate();
        int direction = back.signum();
        TokenAmount most = venue.largestChange(direction, price);
        BigInteger size = back.units().abs().min(most.units());
        if (size.signum() == 0) {
            return Optional.empty();
        }
        double base = new TokenAmount(most.token(), size).asDelta().wholeAsDouble();
        double part = venue.tradeCostQuote(direction * base, price) / (base * price.asDouble());
        return part > limits.maxUnwindCost().fraction()
                ? Optional.of(new Suspicion.Beyond(
                        "depth at our size",
                        String.format(
                                Locale.ROOT,
                                "our hedge would cost %.1f %% to trade back, above %s",
                                part * 100,
                                limits.maxUnwindCost())))
                : Optional.empty();
    }

    private static String percent(BigInteger basisPoints) {
        return new BigDecimal(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
