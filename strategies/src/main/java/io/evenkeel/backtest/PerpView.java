package io.evenkeel.backtest;

import static io.evenkeel.backtest.PaperTokens.base;
import static io.evenkeel.backtest.PaperTokens.quote;
import static io.evenkeel.backtest.PaperTokens.quoteAmount;

import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;
import java.util.Optional;

/**
 * A perpetual on paper as the allocator sees it.
 *
 * @param size base token, short is negative
 * @param cash quote token: collateral and what trades have brought in
 * @param mark its own price, quote per base
 * @param fundingPerYear longs pay shorts
 */
record PerpView(
        VenueTerms.Perp terms, VenueCondition condition, double size, double cash, double mark, double fundingPerYear)
        implements PaperView {
    @Override
    public TokenDelta delta() {
        return base(size);
    }

    @Override
    public TokenDelta protocolEquity() {
        return quote(cash + size * mark);
    }

    @Override
    public TokenAmount maintenance() {
        return quoteAmount(terms.maintenanceRatio() * Math.abs(size) * mark);
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        return quote(cash + size * price.asDouble());
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return size < 0 ? level() : Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return size > 0 ? level() : Optional.empty();
    }

    private Optional<Price> level() {
        double level = MarginKernel.perpLiquidationPrice(size, cash, terms.maintenanceRatio());
        return level > 0 ? Optional.of(PaperTokens.price(level)) : Optional.empty();
    }

    @Override
    public TokenAmount removableCollateral() {
        return quoteAmount(cash + size * mark - Math.abs(size) * mark / terms.maxLeverage());
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        PerpView traded = traded(deltaChange.wholeAsDouble());
        double keep = terms.maintenanceRatio();
        double up = traded.lacking(mark * (1 + shockFraction), keep);
        double down = traded.lacking(mark * (1 - shockFraction), keep);
        return quote(Math.max(Math.max(up, down), traded.lacking(mark, 1 / terms.maxLeverage())));
    }

    /** Negative: what could be taken out. */
    private double lacking(double price, double ratio) {
        return ratio * Math.abs(size) * price - (cash + size * price);
    }

    @Override
    public PerpView after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        PerpView traded = traded(deltaChange.wholeAsDouble());
        return new PerpView(
                terms, condition, traded.size, traded.cash + collateralChange.wholeAsDouble(), mark, fundingPerYear);
    }

    private PerpView traded(double change) {
        return new PerpView(
                terms,
                condition,
                size + change,
                cash - change * mark - feeAndImpactQuote(change, mark),
                mark,
                fundingPerYear);
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return feeAndImpactQuote(deltaChangeBase, mark) + deltaChangeBase * (mark - price.asDouble());
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return deltaBase * price.asDouble() * fundingPerYear;
    }

    @Override
    public Duration carryPersistence() {
        return Duration.ofSeconds(terms.fundingPersistenceSeconds());
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        boolean reduces = size != 0 && Math.signum(size) != direction;
        double depth = terms.impact().depthBase();
        double most = condition == VenueCondition.OPEN ? reduces ? Math.min(depth, Math.abs(size)) : depth : 0;
        return base(most).abs();
    }
}
