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
    private static final int HALVINGS = 60;
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
        double near = 0;
        double far = FARTHEST_LOG;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (near + far) / 2;
            double touched = direction > 0
                    ? touches(Double.POSITIVE_INFINITY, middle, horizon)
                    : touches(middle, Double.POSITIVE_INFINITY, horizon);
            if (touched <= probability) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return far;
    }

    private static double years(Duration horizon) {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        return Years.of(horizon);
    }
}
