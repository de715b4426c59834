package io.evenkeel.plan;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A perpetual on paper whose trades somebody else carries out: two seconds after they were committed at the earliest,
 * within thirty, or never. While an order is there it takes no other and moves no collateral; asking for it throws.
 *
 * @param held what it is when nothing waits
 */
record PaperPromises(PaperPerp held, Optional<PendingChange> pending) implements Venue {
    static final Duration MIN_AGE = Duration.ofSeconds(2);
    static final Duration MAX_AGE = Duration.ofSeconds(30);

    static PaperPromises of(PaperPerp held) {
        return new PaperPromises(held, Optional.empty());
    }

    PaperPromises at(double newMark) {
        return new PaperPromises(held.at(newMark), pending);
    }

    /** With an order that was committed so long before the block. */
    PaperPromises ordered(TokenDelta size, Price worst, Duration age) {
        Instant committed = AVault.NOW.minus(age);
        Instant tooOld = committed.plus(MAX_AGE);
        boolean fillable = age.compareTo(MAX_AGE) < 0;
        return new PaperPromises(
                held,
                Optional.of(new PendingChange(
                        size,
                        committed,
                        committed.plus(MIN_AGE),
                        Optional.of(tooOld),
                        tooOld.plusSeconds(1),
                        worst,
                        fillable)));
    }

    PaperPromises committing(TokenDelta size, Price worst) {
        must(pending.isEmpty(), "has an order already");
        return ordered(size, worst, Duration.ZERO);
    }

    /** What it is once somebody has come and filled the order. */
    PaperPromises filled(Price price) {
        PendingChange order = pending.orElseThrow();
        must(order.fillable(), "has nothing that can be filled");
        return of(held.after(order.size(), TokenDelta.zero(collateralToken()), price));
    }

    @Override
    public boolean fillsLater() {
        return true;
    }

    @Override
    public PaperPromises withoutPending() {
        return of(held);
    }

    @Override
    public VenueId id() {
        return held.id();
    }

    @Override
    public VenueCondition condition() {
        return pending.filter(PendingChange::fillable).isPresent() ? VenueCondition.FROZEN : held.condition();
    }

    @Override
    public VenueCaps caps() {
        return held.caps();
    }

    @Override
    public TokenDelta delta() {
        return pending.map(order -> held.delta().plus(order.promised())).orElse(held.delta());
    }

    @Override
    public TokenDelta protocolEquity() {
        return held.protocolEquity();
    }

    @Override
    public TokenAmount maintenance() {
        return held.maintenance();
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        return held.oracleNav(price);
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return held.liquidationPriceAbove();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return held.liquidationPriceBelow();
    }

    @Override
    public Token collateralToken() {
        return held.collateralToken();
    }

    @Override
    public TokenAmount removableCollateral() {
        return pending.isPresent() ? TokenAmount.zero(collateralToken()) : held.removableCollateral();
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        return held.collateralNeededFor(deltaChange, price, shockFraction);
    }

    @Override
    public Venue after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        if (deltaChange.isZero() && collateralChange.isZero()) {
            return this;
        }
        must(pending.isEmpty(), "was asked for something while its order waits");
        return of(held.after(deltaChange, collateralChange, price));
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return held.tradeCostQuote(deltaChangeBase, price);
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return held.carryQuotePerYear(deltaBase, price);
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return pending.isPresent() ? TokenAmount.zero(delta().token()) : held.largestChange(direction, price);
    }

    @Override
    public TokenAmount smallestChange() {
        return held.smallestChange();
    }

    @Override
    public long gasPerTrade() {
        return held.gasPerTrade();
    }

    @Override
    public long gasPerCollateralMove() {
        return held.gasPerCollateralMove();
    }

    private void must(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(id() + " " + what);
        }
    }
}
