package io.evenkeel.numerics;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The normal distribution in fifty digits, slowly and by other formulas than ours: the oracle that decides when two
 * implementations in {@code double} differ.
 */
public final class BigNormal {
    public static final MathContext DIGITS = new MathContext(60);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal PI =
            new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230782");
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-65");
    private static final int TERMS = 2_000;

    private BigNormal() {}

    public static BigDecimal exp(BigDecimal x) {
        int halvings = Math.max(0, x.precision() - x.scale()) * 4 + 8;
        BigDecimal small = x.divide(TWO.pow(halvings), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i < TERMS && term.abs().compareTo(NEGLIGIBLE) > 0; i++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** Newton's method on exp. */
    public static BigDecimal log(BigDecimal x) {
        BigDecimal y = BigDecimal.valueOf(Math.log(x.doubleValue()));
        for (int i = 0; i < 3; i++) {
            BigDecimal e = exp(y);
            y = y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), DIGITS), DIGITS);
        }
        return y;
    }

    public static BigDecimal density(BigDecimal x) {
        return exp(x.multiply(x, DIGITS).divide(TWO, DIGITS).negate())
                .divide(TWO.multiply(PI).sqrt(DIGITS), DIGITS);
    }

    /** Power series in the middle, Laplace's continued fraction in the tail (Abramowitz and Stegun 26.2.11, 26.2.14). */
    public static BigDecimal cumulative(BigDecimal x) {
        BigDecimal size = x.abs();
        if (size.compareTo(BigDecimal.valueOf(6)) < 0) {
            BigDecimal term = x;
            BigDecimal sum = x;
            for (int i = 1; i < TERMS && term.abs().compareTo(NEGLIGIBLE) > 0; i++) {
                term = term.multiply(x, DIGITS).multiply(x, DIGITS).divide(BigDecimal.valueOf(2L * i + 1), DIGITS);
                sum = sum.add(term, DIGITS);
            }
            return new BigDecimal("0.5").add(density(x).multiply(sum, DIGITS), DIGITS);
        }
        BigDecimal fraction = size;
        for (int i = 400; i >= 1; i--) {
            fraction = size.add(BigDecimal.valueOf(i).divide(fraction, DIGITS), DIGITS);
        }
        BigDecimal tail = density(size).divide(fraction, DIGITS);
        return x.signum() > 0 ? BigDecimal.ONE.subtract(tail) : tail;
    }
}
