package io.evenkeel.backtest;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;

/**
 * The hedge at one venue while history runs: plain numbers that change in place. Money that moves between venue and
 * vault is the caller's; what is earned, paid or lost on the way is booked here, under its name.
 */
abstract sealed class PaperVenue permits PaperPerp, PaperLoan, PaperSpot {
    private boolean paused;

    static PaperVenue of(VenueTerms terms) {
        return switch (terms) {
            case VenueTerms.Perp perp -> new PaperPerp(perp);
            case VenueTerms.Loan loan -> new PaperLoan(loan);
            case VenueTerms.Spot spot -> new PaperSpot(spot);
        };
    }

    abstract VenueTerms terms();

    /** Base token; short is negative. */
    abstract double hedge();

    /** Quote token: what it is worth to the vault. */
    abstract double equity(Bar bar);

    /** From the bar's worst price to the liquidation price, as a part of the former; infinite where there is none. */
    abstract double nearestDistance(Bar bar);

    /** The same from the bar's last price. */
    abstract double distance(Bar bar);

    /**
     * From the row before to this one: funding or interest, then liquidation where the bar's worst price reached it.
     *
     * @return how often it was liquidated
     */
    abstract int advance(Bar bar, PnlTerms terms);

    /**
     * Trades at this bar's price.
     *
     * @param base negative sells
     * @return quote that becomes idle (positive) or is taken from there
     */
    abstract double trade(double base, Bar bar, PnlTerms terms);

    /** Quote into the venue, or out of it. */
    abstract void addCollateral(double quote);

    /** The same as a value, for the allocator. */
    abstract Venue view(Bar bar);

    /** @return quote that becomes idle (positive) or is taken from there */
    final double deleverage(Disruption.AutomaticDeleveraging event, Bar bar, PnlTerms terms) {
        double base = -hedge() * event.part();
        return closeFree(base, event.concession(), bar, terms);
    }

    /** Closes without fee, at a price made worse by the concession. */
    abstract double closeFree(double base, double concession, Bar bar, PnlTerms terms);

    final boolean isPaused() {
        return paused;
    }

    final void pause(boolean now) {
        paused = now;
    }

    final VenueCondition condition() {
        return paused ? VenueCondition.FROZEN : VenueCondition.OPEN;
    }

    /** Books fee and impact of a trade at this price; quote, positive. */
    final double bookTradingCost(double base, double price, PnlTerms pnl) {
        double fee = terms().feePart() * Math.abs(base) * price;
        double impact = terms().impact().costQuote(base, price);
        pnl.fees -= fee;
        pnl.impact -= impact;
        return fee + impact;
    }
}
