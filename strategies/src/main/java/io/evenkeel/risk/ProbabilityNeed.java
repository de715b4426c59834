package io.evenkeel.risk;

import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.market.Venue;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;

/**
 * Collateral that keeps the probability of a liquidation under a limit. The probability is turned into the move of the
 * price that it allows, once, and the venue says what that move takes, in its own rounding and against us: the model
 * ends where the exact amounts begin.
 *
 * @param most probability
 * @param rise,fall parts of the price: moves that are exceeded with that probability
 */
record ProbabilityNeed(LiquidationRisk risk, double most, double rise, double fall) {
    /** Halvings between two moves of the price: to 1e-9 of their difference. */
    private static final int HALVINGS = 30;

    static ProbabilityNeed of(LiquidationRisk risk, double most) {
        return new ProbabilityNeed(risk, most, risk.moveFor(most, 1), risk.moveFor(most, -1));
    }

    /** Collateral to add (positive), or that could be taken out (negative), with this change of delta. */
    TokenDelta of(Venue venue, TokenDelta change, Price price) {
        TokenDelta forFall = venue.collateralNeededFor(change, price, fall);
        if (MarginNeed.after(venue, change, forFall, price)
                .liquidationPriceAbove()
                .isEmpty()) {
            return forFall;
        }
        TokenDelta forRise = venue.collateralNeededFor(change, price, rise);
        return MarginNeed.after(venue, change, forRise, price)
                        .liquidationPriceBelow()
                        .isEmpty()
                ? forRise
                : eitherWay(venue, change, price);
    }

    /** The more collateral, the further away both levels are: the smallest move of both that is unlikely enough. */
    private TokenDelta eitherWay(Venue venue, TokenDelta change, Price price) {
        double tooNear = Math.min(rise, fall);
        // each side with half of it is enough, and a fall by as much as that rise is rarer still
        double farEnough = risk.moveFor(most / 2, 1);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (tooNear + farEnough) / 2;
            TokenDelta needed = venue.collateralNeededFor(change, price, middle);
            if (risk.probability(MarginNeed.after(venue, change, needed, price), price) <= most) {
                farEnough = middle;
            } else {
                tooNear = middle;
            }
        }
        return venue.collateralNeededFor(change, price, farEnough);
    }
}
