package io.evenkeel.margin;

import io.evenkeel.units.Years;
import java.time.Duration;

/**
 * How a price is taken to move: geometric Brownian motion, and jumps where there are any. A model, in {@code double}.
 *
 * <p>Levels are given by the distance of their logarithm, {@code ln(level / price)} without its sign.
 *
 * <p>With jumps, paths are sorted by how many jumps fall into the horizon (Poisson), and each number of jumps counts as
 * that much more variance and drift of a continuous motion. Where jumps and motion have no drift this is never too low:
 * the maximum of a sum of symmetric steps exceeds a level at most twice as often as the sum itself (Lévy's inequality),
 * and for the continuous motion it does so exactly twice as often.
 *
 * @param volatility of log-returns per square root of a year, positive
 * @param carryPerYear growth of the expected price, continuous: what a forward would earn
 */
public record PriceMotion(double volatility, double carryPerYear, Jumps jumps) {
    /** Beyond this many jumps in one horizon the rest is lumped together; never fewer than what matters. */
    private static final int MOST_JUMPS = 400;

    private static final double NEGLIGIBLE = 1e-18;
    /** Chords until the bracket is closed: a dozen are enough, and the last ones may be halvings. */
    private static final int MOST_CHORDS = 100;

    private static final double PRECISION = 1e-14;
    /** Distances beyond this, a factor of 2e17, are of no interest for a price. */
    private static final double FARTHEST_LOG = 40;

    public PriceMotion {
        if (!(volatility > 0 && volatility < 100) || !(Math.abs(carryPerYear) < 100)) {
            throw new IllegalArgumentException(
                    "volatility must be above 0 and below 100 and carry below 100 in size, were " + volatility + " and "
                            + carryPerYear);
        }
    }

    /** A martingale without jumps. */
    public static PriceMotion driftless(double volatility) {
        return new PriceMotion(volatility, 0, Jumps.NONE);
    }

    public PriceMotion withVolatility(double other) {
        return new PriceMotion(other, carryPerYear, jumps);
    }

    /** Standard deviation of the logarithm that the continuous part gathers. */
    public double deviation(Duration horizon) {
        return volatility * Math.sqrt(years(horizon));
    }

    /**
     * Probability that the price touches at least one of two levels within the horizon.
     *
     * @param below distance of the lower level's logarithm, {@code above} that of the upper; infinite where there is none
     */
    public double touches(double below, double above, Duration horizon) {
        double years = years(horizon);
        double variance = volatility * volatility * years;
        double drift = (carryPerYear - volatility * volatility / 2 - jumps.perYear() * jumps.meanReturn()) * years;
        double expected = jumps.perYear() * years;
        double weight = Math.exp(-expected);
        double counted = 0;
        double probability = 0;
        for (int count = 0; count <= MOST_JUMPS; count++) {
            double deviation = Math.sqrt(variance + count * jumps.deviationLog() * jumps.deviationLog());
            probability += weight * FirstPassage.eitherLevel(below, above, drift + count * jumps.meanLog(), deviation);
            counted += weight;
            weight *= expected / (count + 1);
            if (count >= expected && weight <= NEGLIGIBLE * Math.max(probability, NEGLIGIBLE)) {
                return Math.min(1, probability);
            }
        }
        // what was not looked at counts as having touched
        return Math.min(1, probability + Math.max(0, 1 - counted));
    }

    /**
     * How far the logarithm of a level has to be away for the price to touch it with at most this probability.
     *
     * @param direction 1 for a level above, −1 for one below
     */
    public double distanceFor(double probability, int direction, Duration horizon) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must lie between 0 and 1, was " + probability);
        }
        double far = Math.min(deviation(horizon), FARTHEST_LOG);
        double near = 0;
        double nearExcess = -Math.log(probability);
        double farExcess = excess(probability, far, direction, horizon);
        while (farExcess > 0 && far < FARTHEST_LOG) {
            near = far;
            nearExcess = farExcess;
            far = Math.min(2 * far, FARTHEST_LOG);
            farExcess = excess(probability, far, direction, horizon);
        }
        // Illinois: the chord, with the end that stays weighed down, so that both ends close in
        int stayed = 0;
        boolean found = farExcess > -PRECISION;
        for (int i = 0; i < MOST_CHORDS && far - near > PRECISION * far && !found; i++) {
            boolean straight = Double.isInfinite(farExcess);
            double at = straight ? (near + far) / 2 : near + (far - near) * nearExcess / (nearExcess - farExcess);
            double excess = excess(probability, at, direction, horizon);
            if (excess <= 0) {
                far = at;
                farExcess = excess;
                found = excess > -PRECISION;
                nearExcess = stayed == 1 ? nearExcess / 2 : nearExcess;
                stayed = 1;
            } else {
                near = at;
                nearExcess = excess;
                farExcess = stayed == -1 ? farExcess / 2 : farExcess;
                stayed = -1;
            }
        }
        return far;
    }

    /** Logarithm of how much more probable than allowed it is to touch a level so far away. */
    private double excess(double probability, double away, int direction, Duration horizon) {
        double touched = direction > 0
                ? touches(Double.POSITIVE_INFINITY, away, horizon)
                : touches(away, Double.POSITIVE_INFINITY, horizon);
        return Math.log(touched / probability);
    }

    private static double years(Duration horizon) {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        return Years.of(horizon);
    }
}
