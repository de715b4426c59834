package io.evenkeel.allocate;

/**
 * A rate of carry that returns to its mean: dr = (longRun − r) dt / persistence + volatility dW (Vasicek, Journal of
 * Financial Economics 5, 1977). What is paid over a horizon is ∫ r dt, normal with the mean and variance here.
 *
 * @param now,longRun per year
 * @param persistenceYears time in which a deviation fades to 1/e; above 0
 * @param volatility of the yearly rate, per square root of a year
 */
record CarryForecast(double now, double longRun, double persistenceYears, double volatility) {
    /** Horizons shorter than this part of the persistence are expanded, where the closed form would cancel. */
    private static final double SHORT = 1e-3;

    CarryForecast {
        if (!(persistenceYears > 0)) {
            throw new IllegalArgumentException("persistence must be positive, was " + persistenceYears);
        }
    }

    /** Years that the present rate counts for: (1 − e^(−T/p)) p. */
    static double yearsOfPresentRate(double persistenceYears, double years) {
        return persistenceYears * -Math.expm1(-years / persistenceYears);
    }

    /** Mean of ∫ r dt. */
    double expected(double years) {
        double present = yearsOfPresentRate(persistenceYears, years);
        return now * present + longRun * (years - present);
    }

    /** Variance of ∫ r dt: σ² p² (T − 2 p (1 − e^(−T/p)) + p (1 − e^(−2T/p)) / 2). */
    double variance(double years) {
        double p = persistenceYears;
        double t = years / p;
        double shape = t < SHORT ? t * t * t / 3 - t * t * t * t / 4 : t + 2 * Math.expm1(-t) - Math.expm1(-2 * t) / 2;
        return volatility * volatility * p * p * p * shape;
    }

    /**
     * The forecast that a history of rates supports, by least squares of each rate on the one before.
     *
     * @param rates per year, evenly spaced, oldest first; at least three that are not all the same
     * @param spacingYears between two of them
     */
    static CarryForecast fit(double[] rates, double spacingYears) {
        int n = rates.length - 1;
        double meanBefore = 0;
        double meanAfter = 0;
        for (int i = 0; i < n; i++) {
            meanBefore += rates[i] / n;
            meanAfter += rates[i + 1] / n;
        }
        double together = 0;
        double alone = 0;
        for (int i = 0; i < n; i++) {
            together += (rates[i] - meanBefore) * (rates[i + 1] - meanAfter);
            alone += (rates[i] - meanBefore) * (rates[i] - meanBefore);
        }
        if (n < 2 || !(alone > 0)) {
            throw new IllegalArgumentException("rates must be three or more, and differ");
        }
        // what does not revert at all, or overshoots, is held to the ends of what the sample can tell
        double kept = Math.clamp(together / alone, Math.exp(-1.0 * n), Math.exp(-1.0 / n));
        double longRun = (meanAfter - kept * meanBefore) / (1 - kept);
        double residual = 0;
        for (int i = 0; i < n; i++) {
            double error = rates[i + 1] - longRun - kept * (rates[i] - longRun);
            residual += error * error / n;
        }
        double persistence = -spacingYears / Math.log(kept);
        double volatility = Math.sqrt(residual * 2 / (persistence * (1 - kept * kept)));
        return new CarryForecast(rates[n], longRun, persistence, volatility);
    }
}
