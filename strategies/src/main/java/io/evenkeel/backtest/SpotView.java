package io.evenkeel.backtest;

import static io.evenkeel.backtest.PaperTokens.base;
import static io.evenkeel.backtest.PaperTokens.quote;
import static io.evenkeel.backtest.PaperTokens.quoteAmount;

import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.Optional;

/** Base held as a hedge, as the allocator sees it: it needs no margin, and what is not held cannot be sold. */
record SpotView(VenueTerms.Spot terms, VenueCondition condition, double held, double price) implements PaperView {
    @Override
    public TokenDelta delta() {
        return base(held);
    }

    @Override
    public TokenDelta protocolEquity() {
        return quote(held * price);
    }

    @Override
    public TokenAmount maintenance() {
        return quoteAmount(0);
    }

    @Override
    public TokenDelta oracleNav(Price at) {
        return quote(held * at.asDouble());
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
        return quoteAmount(0);
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price at, double shockFraction) {
        return quote(0);
    }

    @Override
    public SpotView after(TokenDelta deltaChange, TokenDelta collateralChange, Price at) {
        return new SpotView(terms, condition, held + deltaChange.wholeAsDouble(), price);
    }

    @Override
    public TokenDelta idleQuoteChange(TokenDelta deltaChange, Price at) {
        double change = deltaChange.wholeAsDouble();
        return quote(-change * at.asDouble() - tradeCostQuote(change, at));
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price at) {
        return feeAndImpactQuote(deltaChangeBase, at.asDouble());
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price at) {
        return 0;
    }

    @Override
    public TokenAmount largestChange(int direction, Price at) {
        double depth = terms.impact().depthBase();
        double most = direction < 0 ? Math.min(depth, held) : depth;
        return base(condition == VenueCondition.OPEN ? most : 0).abs();
    }
}
