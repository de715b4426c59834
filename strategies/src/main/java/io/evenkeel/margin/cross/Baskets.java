package io.evenkeel.margin.cross;

import io.evenkeel.units.Years;
import java.time.Duration;

/**
 * What holds an account up and what it owes, as two lognormal values that move together.
 *
 * @param held,owed money now, at least 0
 * @param variance of ln(held / owed) gathered over the horizon
 * @param drift of the same towards 0
 */
record Baskets(double held, double owed, double variance, double drift) {
    static Baskets of(CrossMargin account, Comovement prices, Duration horizon) {
        int count = account.legs().size();
        if (prices.size() != count) {
            throw new IllegalArgumentException("want the movement of " + count + " prices, was of " + prices.size());
        }
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        double years = Years.of(horizon);
        double held = Math.max(0, account.cash());
        double owed = Math.max(0, -account.cash());
        double heldSquare = 0;
        double owedSquare = 0;
        double across = 0;
        for (int i = 0; i < count; i++) {
            double one = account.legs().get(i).value();
            held += Math.max(0, one);
            owed += Math.max(0, -one);
            for (int j = 0; j < count; j++) {
                double other = account.legs().get(j).value();
                double product = Math.abs(one * other) * Math.expm1(prices.of(i, j) * years);
                if (one > 0 && other > 0) {
                    heldSquare += product;
                } else if (one < 0 && other < 0) {
                    owedSquare += product;
                } else {
                    across += product / 2;
                }
            }
        }
        double ofHeld = held > 0 ? Math.log1p(heldSquare / (held * held)) : 0;
        double ofOwed = owed > 0 ? Math.log1p(owedSquare / (owed * owed)) : 0;
        double ofBoth = held > 0 && owed > 0 ? Math.log1p(across / (held * owed)) : 0;
        return new Baskets(held, owed, ofHeld + ofOwed - 2 * ofBoth, (ofHeld - ofOwed) / 2);
    }
}
