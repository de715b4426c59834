package io.evenkeel.backtest;

import io.evenkeel.market.Venue;

/** A perpetual with an isolated margin account: equity = cash + size × perpetual price. */
final class PaperPerp extends PaperVenue {
    private final VenueTerms.Perp terms;
    private double size;
    private double cash;

    PaperPerp(VenueTerms.Perp terms) {
        this.terms = terms;
    }

    @Override
    VenueTerms.Perp terms() {
        return terms;
    }

    @Override
    double hedge() {
        return size;
    }

    @Override
    double equity(Bar bar) {
        return cash + size * bar.perp;
    }

    @Override
    double nearestDistance(Bar bar) {
        return distanceFrom(size < 0 ? bar.perpHigh : bar.perpLow);
    }

    @Override
    double distance(Bar bar) {
        return distanceFrom(bar.perp);
    }

    private double distanceFrom(double price) {
        return MarginKernel.perpDistance(size, cash, terms.maintenanceRatio(), price);
    }

    @Override
    int advance(Bar bar, PnlTerms pnl) {
        double rate = terms.fundingMultiple() * bar.fundingPerYear + terms.fundingExtraPerYear();
        double funding = -size * bar.perpBefore * rate * bar.years;
        cash += funding;
        pnl.funding += funding;
        pnl.basis += size * ((bar.perp - bar.perpBefore) - (bar.spot - bar.spotBefore));
        if (isPaused() || nearestDistance(bar) > 0) {
            return 0;
        }
        return liquidate(bar, pnl);
    }

    /** At the liquidation price, or at the bar's first price where that was beyond it already. */
    private int liquidate(Bar bar, PnlTerms pnl) {
        double level = MarginKernel.perpLiquidationPrice(size, cash, terms.maintenanceRatio());
        double price = size < 0 ? Math.max(level, bar.perpBefore) : Math.min(level, bar.perpBefore);
        double left = cash + size * price - terms.liquidationPenalty() * Math.abs(size) * price;
        // the account is isolated: what it cannot pay is the venue's loss
        double after = Math.max(0, left);
        pnl.forcedClosing += after - (cash + size * bar.perp);
        cash = after;
        size = 0;
        return 1;
    }

    @Override
    double trade(double base, Bar bar, PnlTerms pnl) {
        cash -= base * bar.perp + bookTradingCost(base, bar.perp, pnl);
        size += base;
        return 0;
    }

    @Override
    double closeFree(double base, double concession, Bar bar, PnlTerms pnl) {
        double lost = Math.abs(base) * bar.perp * concession;
        cash -= base * bar.perp + lost;
        size += base;
        pnl.forcedClosing -= lost;
        return 0;
    }

    @Override
    void addCollateral(double quote) {
        cash += quote;
    }

    @Override
    Venue view(Bar bar) {
        double rate = terms.fundingMultiple() * bar.fundingPerYearNow + terms.fundingExtraPerYear();
        return new PerpView(terms, condition(), size, cash, bar.perp, rate);
    }
}
