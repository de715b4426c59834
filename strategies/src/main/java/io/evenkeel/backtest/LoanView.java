package io.evenkeel.backtest;

import static io.evenkeel.backtest.PaperTokens.base;
import static io.evenkeel.backtest.PaperTokens.quote;
import static io.evenkeel.backtest.PaperTokens.quoteAmount;

import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.Optional;

/**
 * A loan on paper as the allocator sees it.
 *
 * @param collateral quote token
 * @param debt base token
 */
record LoanView(
        VenueTerms.Loan terms,
        VenueCondition condition,
        double collateral,
        double debt,
        double price,
        double borrowPerYear)
        implements PaperView {
    @Override
    public TokenDelta delta() {
        return base(-debt);
    }

    @Override
    public TokenDelta protocolEquity() {
        return quote(collateral - debt * price);
    }

    /** What equity is where the health factor is 1. */
    @Override
    public TokenAmount maintenance() {
        return debt > 0 ? quoteAmount(collateral * (1 - terms.liquidationThreshold())) : quoteAmount(0);
    }

    @Override
    public TokenDelta oracleNav(Price at) {
        return quote(collateral - debt * at.asDouble());
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        double level = MarginKernel.loanLiquidationPrice(collateral, debt, terms.liquidationThreshold());
        return level > 0 ? Optional.of(PaperTokens.price(level)) : Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.empty();
    }

    @Override
    public TokenAmount removableCollateral() {
        return quoteAmount(collateral - debt * price / terms.loanToValue());
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price at, double shockFraction) {
        double owed = Math.max(0, debt - deltaChange.wholeAsDouble()) * at.asDouble();
        double shocked = owed * (1 + shockFraction) / terms.liquidationThreshold();
        return quote(Math.max(shocked, owed / terms.loanToValue()) - collateral);
    }

    @Override
    public LoanView after(TokenDelta deltaChange, TokenDelta collateralChange, Price at) {
        return new LoanView(
                terms,
                condition,
                collateral + collateralChange.wholeAsDouble(),
                Math.max(0, debt - deltaChange.wholeAsDouble()),
                price,
                borrowPerYear);
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
        return Math.max(0, -deltaBase) * at.asDouble() * borrowPerYear;
    }

    @Override
    public TokenAmount largestChange(int direction, Price at) {
        if (condition != VenueCondition.OPEN) {
            return base(0).abs();
        }
        double depth = terms.impact().depthBase();
        double lend = Math.max(0, collateral * terms.loanToValue() / at.asDouble() - debt);
        return base(Math.min(depth, direction < 0 ? lend : debt)).abs();
    }
}
