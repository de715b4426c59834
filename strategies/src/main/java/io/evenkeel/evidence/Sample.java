package io.evenkeel.evidence;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Figures of one number per path, such as the P&amp;L of a rule, each with its confidence interval.
 *
 * <p>Intervals come from batches: the paths are cut into {@value #BATCHES} consecutive, independent batches, the figure
 * is computed in each, and the spread of those says how far the figure of all can be from the truth. That works alike
 * for a mean, a tail average and a ratio of two rules on common paths, where a formula for each would be another thing
 * to get wrong.
 */
public final class Sample {
    static final int BATCHES = 40;
    /** Two-sided 95 % quantile of Student's t with 39 degrees of freedom. */
    private static final double STUDENT_95 = 2.0227;

    private final double[] values;

    private Sample(double[] values) {
        this.values = values;
    }

    /** The array is used and not copied: whoever gives it away leaves it alone afterwards. */
    public static Sample of(double[] values) {
        if (values.length < BATCHES) {
            throw new IllegalArgumentException("want at least " + BATCHES + " values, was " + values.length);
        }
        return new Sample(values);
    }

    public int size() {
        return values.length;
    }

    /** Every value times this factor, such as a growth of money. */
    public Sample times(double factor) {
        return new Sample(Arrays.stream(values).map(value -> value * factor).toArray());
    }

    public Estimate mean() {
        return estimate(slice -> slice.moments().mean());
    }

    public Estimate standardDeviation() {
        return estimate(slice -> slice.moments().standardDeviation());
    }

    public Estimate rootMeanSquare() {
        return estimate(slice -> slice.moments().rootMeanSquare());
    }

    public Estimate skewness() {
        return estimate(slice -> slice.moments().skewness());
    }

    public Estimate excessKurtosis() {
        return estimate(slice -> slice.moments().excessKurtosis());
    }

    /** Mean of the worst (lowest) 5 %. */
    public Estimate worstTwentiethMean() {
        return estimate(Slice::worstTwentiethMean);
    }

    /**
     * What the P&amp;L is worth for certain to someone with exponential utility: −(1/λ) ln mean exp(−λ x).
     *
     * @param riskAversionPerQuote λ, per unit of money, positive
     */
    public Estimate certaintyEquivalent(double riskAversionPerQuote) {
        return estimate(slice -> slice.certaintyEquivalent(riskAversionPerQuote));
    }

    /** RMS of this over RMS of the other, path by path in the same scenarios. */
    public Estimate rootMeanSquareRatio(Sample other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("not on common paths: " + size() + " and " + other.size());
        }
        return estimate(slice -> slice.moments().rootMeanSquare()
                / new Slice(other.values, slice.from, slice.to).moments().rootMeanSquare());
    }

    private Estimate estimate(ToDoubleFunction<Slice> figure) {
        Moments spread = new Moments();
        for (int batch = 0; batch < BATCHES; batch++) {
            spread.add(figure.applyAsDouble(new Slice(values, start(batch), start(batch + 1))));
        }
        double standardError = spread.standardDeviation() / Math.sqrt(BATCHES - 1);
        return new Estimate(figure.applyAsDouble(new Slice(values, 0, values.length)), STUDENT_95 * standardError);
    }

    private int start(int batch) {
        return (int) ((long) batch * values.length / BATCHES);
    }

    /** Consecutive paths. */
    private record Slice(double[] values, int from, int to) {
        Moments moments() {
            Moments moments = new Moments();
            for (int i = from; i < to; i++) {
                moments.add(values[i]);
            }
            return moments;
        }

        double worstTwentiethMean() {
            double[] sorted = Arrays.copyOfRange(values, from, to);
            Arrays.sort(sorted);
            int worst = Math.max(1, sorted.length / 20);
            double sum = 0;
            for (int i = 0; i < worst; i++) {
                sum += sorted[i];
            }
            return sum / worst;
        }

        double certaintyEquivalent(double riskAversionPerQuote) {
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = from; i < to; i++) {
                lowest = Math.min(lowest, values[i]);
            }
            // taken out of the exponent, so that a very bad path cannot overflow it
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.exp(-riskAversionPerQuote * (values[i] - lowest));
            }
            return lowest - Math.log(sum / (to - from)) / riskAversionPerQuote;
        }
    }
}
