package io.evenkeel.margin.cross;

import java.util.ArrayList;
import java.util.List;

/**
 * How several prices move together: the covariance of their log-returns per year.
 *
 * @param covariance rows in the order of the account's legs; symmetric, and no combination of the prices has a negative
 *     variance
 */
public record Comovement(List<List<Double>> covariance) {
    private static final double ROUNDING = 1e-9;

    public Comovement {
        covariance = covariance.stream().map(List::copyOf).toList();
        int size = covariance.size();
        for (int i = 0; i < size; i++) {
            if (covariance.get(i).size() != size) {
                throw new IllegalArgumentException("a covariance of " + size + " prices has as many columns");
            }
            for (int j = 0; j < i; j++) {
                double difference = covariance.get(i).get(j) - covariance.get(j).get(i);
                if (!(Math.abs(difference) <= ROUNDING)) {
                    throw new IllegalArgumentException("covariance is not symmetric at " + i + ", " + j);
                }
            }
        }
        requireNoNegativeVariance(covariance);
    }

    /**
     * @param volatilities per square root of a year, at least 0
     * @param correlation rows of numbers from −1 to 1, 1 on the diagonal
     */
    public static Comovement of(List<Double> volatilities, List<List<Double>> correlation) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < volatilities.size(); i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < volatilities.size(); j++) {
                row.add(correlation.get(i).get(j) * volatilities.get(i) * volatilities.get(j));
            }
            rows.add(row);
        }
        return new Comovement(rows);
    }

    /**
     * One market moves them all, each with its beta, and each has a noise of its own.
     *
     * @param ownVolatilities per square root of a year, of what is left of each beside the market
     */
    public static Comovement withMarket(double marketVolatility, List<Double> betas, List<Double> ownVolatilities) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < betas.size(); i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < betas.size(); j++) {
                double own = i == j ? ownVolatilities.get(i) * ownVolatilities.get(i) : 0;
                row.add(betas.get(i) * betas.get(j) * marketVolatility * marketVolatility + own);
            }
            rows.add(row);
        }
        return new Comovement(rows);
    }

    public int size() {
        return covariance.size();
    }

    /** Per year. */
    double of(int one, int other) {
        return covariance.get(one).get(other);
    }

    /** Cholesky's decomposition with a floor: it fails exactly where some combination has a negative variance. */
    private static void requireNoNegativeVariance(List<List<Double>> rows) {
        int size = rows.size();
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = rows.get(i).get(j);
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i == j) {
                    if (!(rest >= -ROUNDING)) {
                        throw new IllegalArgumentException("these prices cannot move together like that: " + rows);
                    }
                    root[i][i] = Math.sqrt(Math.max(0, rest));
                } else if (root[j][j] > Math.sqrt(ROUNDING)) {
                    root[i][j] = rest / root[j][j];
                } else if (Math.abs(rest) > Math.sqrt(ROUNDING)) {
                    throw new IllegalArgumentException("these prices cannot move together like that: " + rows);
                }
            }
        }
    }
}
