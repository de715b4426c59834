package io.evenkeel.margin.gmxv2;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.Conditions;
import io.evenkeel.market.Pair;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One account's short in one market of GMX v2, with USDC as collateral, which counts as a dollar.
 *
 * <p>An order counts from its creation, as filled wherever that is the worse of filled and not; what it brings in counts
 * in the value. While it is there the venue is frozen: one order at a time. A frozen order counts nothing but what it
 * brought. Closing all of a position pays out all of its collateral.
 *
 * @param policyCondition what the policy on chain allows here; the protocol's own state can only make it worse
 * @param promised base 1e18 that the order may still add, as the gauge counts it
 */
public record GmxV2Position(
        VenueId id,
        Pair pair,
        VenueCaps caps,
        VenueCondition policyCondition,
        GmxV2Short position,
        GmxV2Terms terms,
        Optional<GmxV2Order> order,
        BigInteger promised)
        implements Venue {
    /** What creating an order was measured at on the real contracts, and a third. */
    private static final long GAS_PER_ORDER = 1_250_000;

    private static final double SECONDS_PER_YEAR = 365 * 86_400d;

    public GmxV2Position {
        pair.requireDecimals(18, 6);
    }

    /**
     * From a gauge's state.
     *
     * @param orderKey 0x and 64 hex digits
     */
    public static GmxV2Position of(
            VenueId id, Pair pair, VenueCaps caps, VenueCondition policyCondition, NamedValues state, String orderKey) {
        return new GmxV2Position(
                id,
                pair,
                caps,
                policyCondition,
                GmxV2Short.of(state),
                GmxV2Terms.of(state),
                GmxV2Order.of(state, orderKey),
                state.integer("promisedBase"));
    }

    @Override
    public VenueCondition condition() {
        boolean usable = !terms.disabled() && order.isEmpty();
        return usable ? policyCondition : Conditions.worse(policyCondition, VenueCondition.FROZEN);
    }

    @Override
    public TokenDelta delta() {
        return new TokenDelta(pair.base(), promised.subtract(position.sizeBase()));
    }

    @Override
    public boolean fillsLater() {
        return true;
    }

    /** Empty also for an order that moves collateral alone. */
    @Override
    public Optional<PendingChange> pending() {
        return order.filter(waiting -> waiting.sizeUsd().signum() != 0).map(waiting -> {
            Instant created = Instant.ofEpochSecond(waiting.createdAt());
            return new PendingChange(
                    new TokenDelta(pair.base(), baseOf(waiting)),
                    created,
                    created,
                    Optional.empty(),
                    created.plusSeconds(waiting.cancellableAfter()),
                    new Price(pair.base(), pair.quote(), Usd.e18(waiting.acceptablePrice())),
                    waiting.live());
        });
    }

    @Override
    public GmxV2Position withoutPending() {
        return with(position);
    }

    @Override
    public TokenDelta protocolEquity() {
        return new TokenDelta(pair.quote(), Rounding.divideDown(remainingUsd(), Usd.PER_QUOTE));
    }

    /** Equity less the headroom rounded down: equity is below it exactly when the protocol has no headroom. */
    @Override
    public TokenAmount maintenance() {
        BigInteger headroom = remainingUsd().subtract(terms.smallestSafe(position.sizeUsd()));
        BigInteger least = order.filter(GmxV2Order::live)
                .map(this::headroomThen)
                .orElse(headroom)
                .min(headroom);
        BigInteger asked =
                Rounding.divideDown(remainingUsd(), Usd.PER_QUOTE).subtract(Rounding.divideDown(least, Usd.PER_QUOTE));
        return new TokenAmount(pair.quote(), asked.max(BigInteger.ZERO));
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        BigInteger deposit = order.map(GmxV2Order::deposit).orElse(BigInteger.ZERO);
        return new TokenDelta(
                pair.quote(),
                Rounding.divideDown(position.valueUsd(Usd.indexPrice(price)), Usd.PER_QUOTE)
                        .add(deposit));
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return possible()
                .filter(GmxV2Short::isOpen)
                .map(new GmxV2Margin(terms)::highestSafePrice)
                .min(BigInteger::compareTo)
                .map(price -> new Price(pair.base(), pair.quote(), Usd.dearestE18(price)));
    }

    /** A short gains by a fall. */
    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.empty();
    }

    @Override
    public Token collateralToken() {
        return pair.quote();
    }

    @Override
    public TokenAmount removableCollateral() {
        if (condition() == VenueCondition.FROZEN || condition() == VenueCondition.UNREADABLE || !position.isOpen()) {
            return TokenAmount.zero(pair.quote());
        }
        BigInteger usd = new GmxV2Margin(terms).removableUsd(position, position.indexPrice());
        return new TokenAmount(
                pair.quote(),
                Rounding.divideDown(usd.max(BigInteger.ZERO), Usd.PER_QUOTE).min(position.collateral()));
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        BigInteger index = Usd.indexPrice(price);
        GmxV2Short traded = fill(deltaChange, price).position();
        return new TokenDelta(
                pair.quote(),
                traded.isOpen()
                        ? new GmxV2Margin(terms).collateralNeeded(traded, index, shockFraction)
                        : BigInteger.ZERO);
    }

    /** As if it were filled at once, and what waits before it. */
    @Override
    public GmxV2Position after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        GmxV2Short traded = fill(deltaChange, price).position();
        return with(traded.withCollateral(traded.collateral().add(collateralChange.units())));
    }

    @Override
    public TokenDelta idleQuoteChange(TokenDelta deltaChange, Price price) {
        return new TokenDelta(pair.quote(), fill(deltaChange, price).idleQuote());
    }

    /** Fee and impact. The execution fee is a fixed sum of ether, most of which comes back, and is left out. */
    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        double usd = -deltaChangeBase * price.asDouble();
        return Math.abs(usd) * Usd.whole(terms.positionFeeFactor()) + terms.impactCostUsd(usd);
    }

    /** A short pays for borrowing, and pays or earns funding. */
    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        double funding = Usd.whole(terms.fundingPerSecond()) * (terms.longsPayShorts() ? -1 : 1);
        return -deltaBase * price.asDouble() * (Usd.whole(terms.borrowingPerSecond()) + funding) * SECONDS_PER_YEAR;
    }

    @Override
    public Duration carryPersistence() {
        return Duration.ofDays(1);
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        BigInteger room = terms.maxShortInterestUsd()
                .subtract(terms.shortInterestUsd())
                .max(BigInteger.ZERO)
                .divide(Usd.indexPrice(price));
        BigInteger most = switch (condition()) {
            case FROZEN, UNREADABLE -> BigInteger.ZERO;
            case REDUCE_ONLY -> direction > 0 ? position.sizeBase() : BigInteger.ZERO;
            case OPEN -> direction > 0 ? position.sizeBase() : room;
        };
        return new TokenAmount(pair.base(), most);
    }

    /** A position is of some size from the beginning. */
    @Override
    public TokenAmount smallestChange() {
        BigInteger least = position.isOpen()
                ? BigInteger.ONE
                : Rounding.divideUp(terms.minPositionSizeUsd(), position.indexPrice())
                        .max(BigInteger.ONE);
        return new TokenAmount(pair.base(), least);
    }

    @Override
    public long gasPerTrade() {
        return GAS_PER_ORDER;
    }

    @Override
    public long gasPerCollateralMove() {
        return GAS_PER_ORDER;
    }

    private BigInteger remainingUsd() {
        return position.remainingUsd(position.indexPrice(), terms);
    }

    /** Dollars over the minimum with the order filled, as the gauge counts it: what grows pays its fee twice. */
    private BigInteger headroomThen(GmxV2Order waiting) {
        BigInteger moved = waiting.collateral().multiply(Usd.PER_QUOTE);
        BigInteger size = position.sizeUsd();
        if (waiting.increases()) {
            BigInteger fees = terms.feeUsd(waiting.sizeUsd()).multiply(BigInteger.TWO);
            return remainingUsd().add(moved).subtract(fees).subtract(terms.smallestSafe(size.add(waiting.sizeUsd())));
        }
        return remainingUsd()
                .subtract(moved)
                .subtract(terms.smallestSafe(size.subtract(waiting.sizeUsd().min(size))));
    }

    /** Negative sells. */
    private BigInteger baseOf(GmxV2Order waiting) {
        return waiting.increases()
                ? Rounding.divideUp(waiting.sizeUsd(), position.indexPrice()).negate()
                : GmxV2Fill.baseOf(position, waiting.sizeUsd().min(position.sizeUsd()))
                        .max(BigInteger.ONE);
    }

    /** The short as it is, and as it will be when what waits is filled. */
    private Stream<GmxV2Short> possible() {
        return order.filter(GmxV2Order::live)
                .map(waiting -> Stream.of(position, filled(waiting)))
                .orElse(Stream.of(position));
    }

    private GmxV2Short filled(GmxV2Order waiting) {
        BigInteger price = position.indexPrice();
        if (waiting.increases()) {
            BigInteger base = Rounding.divideUp(waiting.sizeUsd(), price);
            GmxV2Short grown = GmxV2Fill.grown(position, base, waiting.sizeUsd(), price, terms)
                    .position();
            return grown.withCollateral(grown.collateral().add(waiting.collateral()));
        }
        GmxV2Short shrunk = GmxV2Fill.shrunk(position, waiting.sizeUsd().min(position.sizeUsd()), price, terms)
                .position();
        return shrunk.withCollateral(
                shrunk.collateral().subtract(waiting.collateral()).max(BigInteger.ZERO));
    }

    private GmxV2Fill fill(TokenDelta deltaChange, Price price) {
        GmxV2Short settled = order.filter(GmxV2Order::live).map(this::filled).orElse(position);
        return GmxV2Fill.of(settled, deltaChange.units(), Usd.indexPrice(price), terms);
    }

    private GmxV2Position with(GmxV2Short changed) {
        return new GmxV2Position(id, pair, caps, policyCondition, changed, terms, Optional.empty(), BigInteger.ZERO);
    }
}
