package io.evenkeel.backtest;

import io.evenkeel.market.Venue;

/** Base bought as a hedge and held; nothing can liquidate it. */
final class PaperSpot extends PaperVenue {
    private final VenueTerms.Spot terms;
    private double held;

    PaperSpot(VenueTerms.Spot terms) {
        this.terms = terms;
    }

    @Override
    VenueTerms.Spot terms() {
        return terms;
    }

    @Override
    double hedge() {
        return held;
    }

    @Override
    double equity(Bar bar) {
        return held * bar.spot;
    }

    @Override
    double nearestDistance(Bar bar) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    double distance(Bar bar) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    int advance(Bar bar, PnlTerms pnl) {
        return 0;
    }

    @Override
    double trade(double base, Bar bar, PnlTerms pnl) {
        held += base;
        return -base * bar.spot - bookTradingCost(base, bar.spot, pnl);
    }

    @Override
    double closeFree(double base, double concession, Bar bar, PnlTerms pnl) {
        double lost = Math.abs(base) * bar.spot * concession;
        held += base;
        pnl.forcedClosing -= lost;
        return -base * bar.spot - lost;
    }

    @Override
    void addCollateral(double quote) {
        throw new IllegalStateException(terms.name() + " takes no collateral");
    }

    @Override
    Venue view(Bar bar) {
        return new SpotView(terms, condition(), held, bar.spot);
    }
}
