package io.evenkeel.evidence;

import java.util.SplittableRandom;

/**
 * Prices of a geometric Brownian motion at equal steps, drawn from its exact distribution, one path after the other
 * into the caller's array. The same seed gives the same paths, so that every rule and parameter is measured on common
 * random numbers; the first paths do not depend on how many follow.
 *
 * <p>One draw per step and nothing allocated.
 */
public final class BrownianPaths {
    private final SplittableRandom random;
    private final double startPriceQuote;
    private final double driftPerStep;
    private final double deviationPerStep;

    /**
     * @param driftPerYear μ of dS/S, continuous
     * @param volatility per square root of a year, at least 0
     * @param yearsPerStep positive
     */
    public BrownianPaths(
            long seed, double startPriceQuote, double driftPerYear, double volatility, double yearsPerStep) {
        this.random = new SplittableRandom(seed);
        this.startPriceQuote = startPriceQuote;
        this.driftPerStep = (driftPerYear - volatility * volatility / 2) * yearsPerStep;
        this.deviationPerStep = volatility * Math.sqrt(yearsPerStep);
    }

    /** Fills the array with the next path: the start price, then one price per step. */
    public void next(double[] pricesQuote) {
        double logReturn = 0;
        pricesQuote[0] = startPriceQuote;
        for (int step = 1; step < pricesQuote.length; step++) {
            logReturn += driftPerStep + deviationPerStep * random.nextGaussian();
            pricesQuote[step] = startPriceQuote * Math.exp(logReturn);
        }
    }
}
