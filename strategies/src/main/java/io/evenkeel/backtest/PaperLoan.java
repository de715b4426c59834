package io.evenkeel.backtest;

import io.evenkeel.market.Venue;

/** Base borrowed against quote and sold; both sides bear interest. */
final class PaperLoan extends PaperVenue {
    /** A liquidator may repay this part of the debt at once. */
    private static final double CLOSE_FACTOR = 0.5;
    /** One bar halves the debt this often at most; then the rest is closed. */
    private static final int MOST_LIQUIDATIONS_PER_BAR = 8;

    private final VenueTerms.Loan terms;
    private double collateral;
    private double debt;

    PaperLoan(VenueTerms.Loan terms) {
        this.terms = terms;
    }

    @Override
    VenueTerms.Loan terms() {
        return terms;
    }

    @Override
    double hedge() {
        return -debt;
    }

    @Override
    double equity(Bar bar) {
        return collateral - debt * bar.spot;
    }

    @Override
    double nearestDistance(Bar bar) {
        return distanceFrom(bar.high);
    }

    @Override
    double distance(Bar bar) {
        return distanceFrom(bar.spot);
    }

    private double distanceFrom(double price) {
        return MarginKernel.loanDistance(collateral, debt, terms.liquidationThreshold(), price);
    }

    @Override
    int advance(Bar bar, PnlTerms pnl) {
        double rate = Double.isNaN(bar.borrowPerYear) ? terms.borrowPerYear() : bar.borrowPerYear;
        double interest = debt * Math.expm1(rate * bar.years);
        double earned = collateral * Math.expm1(terms.supplyPerYear() * bar.years);
        debt += interest;
        collateral += earned;
        pnl.borrow += earned - interest * bar.spot;
        int liquidations = 0;
        while (!isPaused() && debt > 0 && nearestDistance(bar) <= 0) {
            liquidations++;
            liquidate(liquidations < MOST_LIQUIDATIONS_PER_BAR ? CLOSE_FACTOR : 1, bar, pnl);
        }
        return liquidations;
    }

    private void liquidate(double part, Bar bar, PnlTerms pnl) {
        double level = MarginKernel.loanLiquidationPrice(collateral, debt, terms.liquidationThreshold());
        double price = Math.max(level, bar.spotBefore);
        double repaid = part * debt;
        double paid = Math.min(collateral, repaid * price * (1 + terms.liquidationPenalty()));
        collateral -= paid;
        debt -= repaid;
        pnl.forcedClosing += repaid * bar.spot - paid;
        if (collateral == 0 && debt > 0) {
            // nothing is left to seize: the rest is the market's loss
            pnl.forcedClosing += debt * bar.spot;
            debt = 0;
        }
    }

    @Override
    double trade(double base, Bar bar, PnlTerms pnl) {
        debt -= base;
        return -base * bar.spot - bookTradingCost(base, bar.spot, pnl);
    }

    @Override
    double closeFree(double base, double concession, Bar bar, PnlTerms pnl) {
        double lost = Math.abs(base) * bar.spot * concession;
        debt -= base;
        pnl.forcedClosing -= lost;
        return -base * bar.spot - lost;
    }

    @Override
    void addCollateral(double quote) {
        collateral += quote;
    }

    @Override
    Venue view(Bar bar) {
        double rate = Double.isNaN(bar.borrowPerYearNow) ? terms.borrowPerYear() : bar.borrowPerYearNow;
        return new LoanView(terms, condition(), collateral, debt, bar.spot, rate);
    }
}
