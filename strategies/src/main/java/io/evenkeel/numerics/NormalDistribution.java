package io.evenkeel.numerics;

/**
 * The standard normal distribution, to a few units in the last place of the <em>result</em>, also where that is 1e-300.
 *
 * <p>Everything stands on Mills' ratio {@code R(x) = N(−x) / n(x)}, which is smooth and of the size of 1/x, so that the
 * tail keeps all its digits: {@code N(−x) = n(x) R(x)}. For x >= 0 it is a quotient of two polynomials with positive
 * coefficients only, in which nothing cancels. They are our own weighted least-squares fit (Sanathanan–Koerner with
 * Lawson's weights, 70 digits) to R on the whole half-line and differ from it by at most 1e-17 of its value.
 *
 * <p>Infinite arguments give the limits. {@link #cumulative} refuses NaN; the two others hand it on.
 */
public final class NormalDistribution {
    private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
    /** Beyond this R(x) is 1/x to the last bit, and the powers of x would overflow. */
    private static final double FAR = 1e9;
    /** Beyond this the density is below the smallest double. */
    private static final double DENSITY_UNDERFLOWS = 39;

    private static final double P0 = 1.2533141373155003;
    private static final double P1 = 2.1502686680853484;
    private static final double P2 = 1.8225750695683915;
    private static final double P3 = 0.9890462784479304;
    private static final double P4 = 0.37746774959648954;
    private static final double P5 = 0.10547328418688506;
    private static final double P6 = 0.021839489147467524;
    private static final double P7 = 0.0033158273521944276;
    private static final double P8 = 3.5503204782861647e-4;
    private static final double P9 = 2.4422242406281613e-5;
    private static final double P10 = 8.326747586238833e-7;
    private static final double Q1 = 2.5135507326463076;
    private static final double Q2 = 2.9597278312859774;
    private static final double Q3 = 2.159852050200182;
    private static final double Q4 = 1.088132152551866;
    private static final double Q5 = 0.39860550065337347;
    private static final double Q6 = 0.10874026707189259;
    private static final double Q7 = 0.022192855845500518;
    private static final double Q8 = 0.0033402495946033704;
    private static final double Q9 = 3.5586472258722715e-4;
    private static final double Q10 = 2.4422242406281636e-5;
    private static final double Q11 = 8.326747586238833e-7;

    private NormalDistribution() {}

    /** N(x): the probability of being at most x. */
    public static double cumulative(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("not a number");
        }
        double size = Math.abs(x);
        double tail = size > DENSITY_UNDERFLOWS ? 0 : density(size) * millsRatio(size);
        return x > 0 ? 1 - tail : tail;
    }

    /**
     * n(x) = exp(−x²/2) / sqrt(2π). The square is split, since half an ulp of x²/2 = 680 is already 6e-14 of the
     * result: {@code high²} is exact, and what is left of the exponent is below 5e-5, where four terms are enough.
     */
    public static double density(double x) {
        if (Math.abs(x) > DENSITY_UNDERFLOWS) {
            return 0;
        }
        double high = (float) x;
        double rest = (x - high) * (x + high) / 2;
        double ofRest = 1 - rest * (1 - rest * (0.5 - rest / 6));
        return ONE_OVER_SQRT_TWO_PI * Math.exp(-high * high / 2) * ofRest;
    }

    /**
     * Mills' ratio R(x) = N(−x) / n(x).
     *
     * @param x at least 0
     */
    public static double millsRatio(double x) {
        if (x > FAR) {
            return 1 / x;
        }
        double p = P10 * x + P9;
        double q = Q11 * x + Q10;
        p = p * x + P8;
        q = q * x + Q9;
        p = p * x + P7;
        q = q * x + Q8;
        p = p * x + P6;
        q = q * x + Q7;
        p = p * x + P5;
        q = q * x + Q6;
        p = p * x + P4;
        q = q * x + Q5;
        p = p * x + P3;
        q = q * x + Q4;
        p = p * x + P2;
        q = q * x + Q3;
        p = p * x + P1;
        q = q * x + Q2;
        p = p * x + P0;
        q = q * x + Q1;
        return p / (q * x + 1);
    }
}
