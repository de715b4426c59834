package io.evenkeel.allocate;

import io.evenkeel.market.Venue;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;

/**
 * The price that trades are planned at, and how far from it they may end.
 *
 * @param price oracle price
 * @param low,high the plausible prices around it; both equal it while it is sure
 * @param maxSlippage part of the price
 */
public record Trading(Price price, Price low, Price high, Bps maxSlippage) {
    /** Selling: the lowest plausible price less the slippage. Buying: the highest plus it. */
    public Price worstPrice(TokenDelta change) {
        int slippage = maxSlippage.value();
        return change.signum() < 0
                ? low.timesUp(new Bps(10_000 - slippage))
                : high.timesDown(new Bps(10_000 + slippage));
    }

    /** What a trade leaves idle or takes from there when it gets its worst price, if it touches idle at all. */
    public TokenDelta idleQuoteAtWorst(Venue venue, TokenDelta change) {
        TokenDelta expected = venue.idleQuoteChange(change, price);
        if (expected.isZero()) {
            return expected;
        }
        TokenAmount base = change.abs();
        TokenDelta worst = change.signum() < 0
                ? worstPrice(change).valueDown(base).asDelta()
                : worstPrice(change).valueUp(base).asDelta().negate();
        return expected.min(worst);
    }
}
