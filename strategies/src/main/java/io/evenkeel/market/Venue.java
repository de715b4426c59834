package io.evenkeel.market;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.position.Instrument;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One account's position at one protocol, as a value: what it is, what it would be after a change, what a change
 * costs. Pure. One implementation per protocol in {@code io.evenkeel.margin.<protocol>}; nothing outside that
 * folder knows which one it has.
 */
public interface Venue {
    VenueId id();

    VenueCondition condition();

    VenueCaps caps();

    /** Base token. Short is negative. An UNREADABLE venue counts its last reading less the haircut. */
    TokenDelta delta();

    /**
     * Base token: the part of the delta that trading here changes; short is negative. It differs from the delta where
     * collateral is held in the base token: there it is the debt alone.
     */
    default TokenDelta hedge() {
        return delta();
    }

    /** Whether what is traded here is filled later, by somebody else, or never. */
    default boolean fillsLater() {
        return false;
    }

    /** The one order that waits here. What can still be filled of it counts in {@link #delta} as filled. */
    default Optional<PendingChange> pending() {
        return Optional.empty();
    }

    /** The same venue with nothing promised: its order gone and not filled. What is certain here is the delta of this. */
    default Venue withoutPending() {
        if (pending().isPresent()) {
            throw new IllegalStateException(id() + " does not say what it is without its order");
        }
        return this;
    }

    /** Whether options of the account have expired here that can be paid out now. */
    default boolean hasToSettle() {
        return false;
    }

    default long gasPerSettlement() {
        return 0;
    }

    /** Quote token, as the protocol itself counts and rounds it. */
    TokenDelta protocolEquity();

    /** Quote token, as the protocol itself counts and rounds it. Liquidatable when protocolEquity < maintenance. */
    TokenAmount maintenance();

    /** Quote token, at our oracle price, rounded against us. */
    TokenDelta oracleNav(Price price);

    /** Price at which this position becomes liquidatable when it rises; empty when no rise can do it. */
    Optional<Price> liquidationPriceAbove();

    /** Price at which this position becomes liquidatable when it falls; empty when no fall can do it. */
    Optional<Price> liquidationPriceBelow();

    /** What collateral is added in, and how much of a base-token collateral moves the delta: none, it is only moved. */
    Token collateralToken();

    /** Collateral that could be taken out now with the protocol still content at its opening requirement. */
    TokenAmount removableCollateral();

    /**
     * Collateral that must be added (positive) or could be taken out (negative) so that, after delta has changed by
     * {@code deltaChange} at {@code price}, the position survives the price rising (or falling, whichever hurts) by
     * {@code shockFraction} and still meets the protocol's opening requirement now. Rounded up, against us.
     *
     * @param shockFraction at least 0; a rise may be by more than the whole price, a fall by as much is one to nothing
     */
    TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction);

    /** The same venue after changing delta at this price (costs included) and adding collateral (negative: taking out). */
    Venue after(TokenDelta deltaChange, TokenDelta collateralChange, Price price);

    /**
     * Quote that this trade leaves idle with the account (positive) or takes from there (negative), costs included,
     * rounded down. Zero where the venue itself keeps what was sold for and pays what was bought with.
     */
    default TokenDelta idleQuoteChange(TokenDelta deltaChange, Price price) {
        return TokenDelta.zero(price.quote());
    }

    /**
     * Base that this trade leaves idle with the account (positive) or takes from there (negative). Zero but where the
     * account's own tokens are what is traded.
     */
    default TokenDelta idleBaseChange(TokenDelta deltaChange) {
        return TokenDelta.zero(deltaChange.token());
    }

    /**
     * Model: quote lost by trading this much base now, against the oracle price: fee, impact and basis. At least 0 for
     * fee and impact; the basis part may be a gain. Convex in |deltaChangeBase|.
     */
    double tradeCostQuote(double deltaChangeBase, Price price);

    /** Model: quote per year that carrying this delta costs (negative: earns): funding, or borrow less supply rate. */
    double carryQuotePerYear(double deltaBase, Price price);

    /**
     * Model: how long the present rate of carry can be expected to last. A lending rate moves over weeks; a premium that
     * funding is paid on is arbitraged away within hours, and taking it for a week's would chase every swing of it.
     */
    default Duration carryPersistence() {
        return Duration.ofDays(30);
    }

    /**
     * Model: this position as a plain product, for what moves it besides the price. At this price its value is
     * {@link #oracleNav} and its delta {@link #delta}.
     */
    default Instrument product(Price price) {
        TokenDelta cash = oracleNav(price).minus(price.valueDown(delta()));
        return new LinearPerp(id().name(), id(), delta(), cash);
    }

    /** Model: the rates of {@link #product} now, as parts per year. */
    default Map<RiskFactor, Double> rates(Price price) {
        double carried = delta().isZero() ? 1 : delta().wholeAsDouble();
        double funding = carryQuotePerYear(carried, price) / (carried * price.asDouble());
        return Map.of(new RiskFactor.FundingRate(id()), funding);
    }

    /** Largest change in this direction that depth, price bands and the protocol's own limits allow now; may be zero. */
    TokenAmount largestChange(int direction, Price price);

    /** Smallest change the protocol takes. */
    TokenAmount smallestChange();

    /** Gas one change of delta takes here, and one move of collateral. */
    long gasPerTrade();

    long gasPerCollateralMove();
}
