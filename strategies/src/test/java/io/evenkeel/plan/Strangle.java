package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.Optional;

/** Options written on both sides of 3000: liquidated by a rise and by a fall of a dollar for each dollar of collateral. */
record Strangle(double collateral) implements Venue {
    @Override
    public VenueId id() {
        return new VenueId(CHAIN, "strangle");
    }

    @Override
    public VenueCondition condition() {
        return VenueCondition.OPEN;
    }

    @Override
    public VenueCaps caps() {
        return new VenueCaps(Bps.WHOLE, Bps.WHOLE);
    }

    @Override
    public TokenDelta delta() {
        return TokenDelta.zero(WETH);
    }

    @Override
    public TokenDelta protocolEquity() {
        return TokenDelta.ofModel(USDC, collateral);
    }

    @Override
    public TokenAmount maintenance() {
        return TokenAmount.zero(USDC);
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        return protocolEquity();
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return Optional.of(Price.ofModel(WETH, USDC, 3000 + Math.max(0, collateral)));
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.of(Price.ofModel(WETH, USDC, Math.max(1, 3000 - Math.max(0, collateral))));
    }

    @Override
    public Token collateralToken() {
        return USDC;
    }

    @Override
    public TokenAmount removableCollateral() {
        return TokenAmount.zero(USDC);
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        return TokenDelta.ofModel(USDC, shockFraction * price.asDouble() - collateral);
    }

    @Override
    public Strangle after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        return new Strangle(collateral + collateralChange.wholeAsDouble());
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return 0;
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return TokenAmount.zero(WETH);
    }

    @Override
    public TokenAmount smallestChange() {
        return TokenAmount.of(WETH, "1");
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
