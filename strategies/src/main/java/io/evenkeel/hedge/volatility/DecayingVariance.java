package io.evenkeel.hedge.volatility;

/**
 * Squared returns and the time they took, both fading with one half-life, carried from return to return: the kernel of
 * {@link EwmaVolatility} and of what a keeper or a simulation keeps up to date. Three numbers, whatever the history.
 *
 * <pre>σ² = Σ w_i r_i² / Σ w_i t_i,   w_i = 2^(−age_i / halfLife)</pre>
 */
public final class DecayingVariance {
    private static final double LN_2 = Math.log(2);

    private final double halfLifeYears;
    private double squares;
    private double years;
    private double lastStep;
    private double lastDecay = 1;

    /** Knows nothing. */
    public DecayingVariance(double halfLifeYears) {
        if (!(halfLifeYears > 0 && Double.isFinite(halfLifeYears))) {
            throw new IllegalArgumentException("half-life must be positive, was " + halfLifeYears + " years");
        }
        this.halfLifeYears = halfLifeYears;
    }

    /**
     * Begins with a belief that weighs as much as an endless history of that volatility, and fades like one: after a
     * half-life of returns it is half of the estimate. So an estimate never jumps when the first return comes in.
     */
    public DecayingVariance(double halfLifeYears, double prior) {
        this(halfLifeYears);
        years = halfLifeYears / LN_2;
        squares = prior * prior * years;
    }

    /** A return that took this long, ending now. */
    public void add(double logReturn, double overYears) {
        fade(overYears);
        squares += logReturn * logReturn;
        years += overYears;
    }

    /** Time without a return, up to now. */
    public void quiet(double forYears) {
        fade(forYears);
        years += forYears;
    }

    /** σ per square root of a year; 0 while nothing has moved, NaN while no time has passed. */
    public double perSqrtYear() {
        return Math.sqrt(squares / years);
    }

    private void fade(double byYears) {
        // steps are mostly equal, and an exponential is what a step costs
        if (byYears != lastStep) {
            lastStep = byYears;
            lastDecay = Math.exp(-LN_2 * byYears / halfLifeYears);
        }
        squares *= lastDecay;
        years *= lastDecay;
    }
}
