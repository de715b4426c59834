package io.evenkeel.margin;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A venue that could not be read, has been upgraded or drained: it counts what the policy on chain counts for it, and
 * nothing can be done there. No liquidation price is known, so none is given; the condition says why.
 *
 * @param delta base token, the last reading after the haircut, as the policy on chain gives it
 * @param protocolEquity,oracleNav quote token, the last readings after the haircut
 * @param maintenance quote token, the last reading
 */
public record UnreadableVenue(
        VenueId id,
        VenueCaps caps,
        TokenDelta delta,
        TokenDelta protocolEquity,
        TokenAmount maintenance,
        TokenDelta oracleNav,
        Token collateralToken)
        implements Venue {
    @Override
    public VenueCondition condition() {
        return VenueCondition.UNREADABLE;
    }

    /** The price makes no difference: this is what is counted until it can be read again. */
    @Override
    public TokenDelta oracleNav(Price price) {
        return oracleNav;
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.empty();
    }

    @Override
    public TokenAmount removableCollateral() {
        return TokenAmount.zero(collateralToken);
    }

    /** None: what it lacks is not known, and it could not be put right. */
    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        return TokenDelta.zero(collateralToken);
    }

    @Override
    public UnreadableVenue after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        if (!deltaChange.isZero() || !collateralChange.isZero()) {
            throw new IllegalArgumentException(id + " cannot be read, so nothing can be planned there");
        }
        return this;
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return deltaChangeBase == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return 0;
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return TokenAmount.zero(delta.token());
    }

    @Override
    public TokenAmount smallestChange() {
        return new TokenAmount(delta.token(), BigInteger.ONE);
    }

    @Override
    public long gasPerTrade() {
        return 0;
    }

    @Override
    public long gasPerCollateralMove() {
        return 0;
    }
}
