package io.evenkeel.options;

import static io.evenkeel.numerics.BigNormal.DIGITS;

import io.evenkeel.numerics.BigNormal;
import java.math.BigDecimal;

/** Black and Scholes in sixty digits, from the numbers exactly as the kernel is given them. */
final class ReferencePrice {
    final double callPrice;
    final double putPrice;
    final double callTheta;
    final double putTheta;
    final double callCharm;
    final double putCharm;
    final double volga;
    final double vanna;

    ReferencePrice(double spot, double strike, double years, double volatility, double rate, double carry) {
        BigDecimal s = new BigDecimal(spot);
        BigDecimal k = new BigDecimal(strike);
        BigDecimal t = new BigDecimal(years);
        BigDecimal v = new BigDecimal(volatility);
        BigDecimal r = new BigDecimal(rate);
        BigDecimal b = new BigDecimal(carry);
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal root = t.sqrt(DIGITS);
        BigDecimal deviation = v.multiply(root, DIGITS);
        BigDecimal log = BigNormal.log(s.divide(k, DIGITS)).add(b.multiply(t), DIGITS);
        BigDecimal d1 = log.divide(deviation, DIGITS).add(deviation.divide(two, DIGITS), DIGITS);
        BigDecimal d2 = d1.subtract(deviation, DIGITS);
        BigDecimal carried = BigNormal.exp(b.subtract(r).multiply(t));
        BigDecimal presentSpot = s.multiply(carried, DIGITS);
        BigDecimal presentStrike = k.multiply(BigNormal.exp(r.negate().multiply(t)), DIGITS);
        BigDecimal n1 = BigNormal.cumulative(d1);
        BigDecimal n2 = BigNormal.cumulative(d2);
        BigDecimal density = BigNormal.density(d1);

        BigDecimal call = presentSpot.multiply(n1, DIGITS).subtract(presentStrike.multiply(n2, DIGITS), DIGITS);
        callPrice = call.doubleValue();
        // not by parity, which would leave nothing of sixty digits far out of the money
        putPrice = presentStrike
                .multiply(BigNormal.cumulative(d2.negate()), DIGITS)
                .subtract(presentSpot.multiply(BigNormal.cumulative(d1.negate()), DIGITS), DIGITS)
                .doubleValue();

        BigDecimal decay =
                presentSpot.multiply(density, DIGITS).multiply(v, DIGITS).divide(two.multiply(root), DIGITS);
        BigDecimal yield = r.subtract(b);
        BigDecimal theta = yield.multiply(presentSpot, DIGITS)
                .multiply(n1, DIGITS)
                .subtract(r.multiply(presentStrike, DIGITS).multiply(n2, DIGITS))
                .subtract(decay);
        callTheta = theta.doubleValue();
        putTheta = theta.add(r.multiply(presentStrike, DIGITS))
                .subtract(yield.multiply(presentSpot, DIGITS))
                .doubleValue();
        BigDecimal charm = yield.multiply(carried, DIGITS)
                .multiply(n1, DIGITS)
                .subtract(carried.multiply(density, DIGITS)
                        .multiply(
                                b.divide(deviation, DIGITS).subtract(d2.divide(two.multiply(t), DIGITS), DIGITS),
                                DIGITS));
        callCharm = charm.doubleValue();
        putCharm = charm.subtract(yield.multiply(carried, DIGITS)).doubleValue();
        BigDecimal vega = presentSpot.multiply(density, DIGITS).multiply(root, DIGITS);
        volga = vega.multiply(d1, DIGITS).multiply(d2, DIGITS).divide(v, DIGITS).doubleValue();
        vanna = carried.multiply(density, DIGITS)
                .multiply(d2, DIGITS)
                .divide(v, DIGITS)
                .negate()
                .doubleValue();
    }
}
