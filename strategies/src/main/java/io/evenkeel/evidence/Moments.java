package io.evenkeel.evidence;

/**
 * Mean and central moments of a stream of numbers, without keeping them (Welford's recurrence, extended to the third
 * and fourth moment by Terriberry). Reused between samples by {@link #clear}.
 */
public final class Moments {
    private long count;
    private double mean;
    private double second;
    private double third;
    private double fourth;

    public void clear() {
        count = 0;
        mean = 0;
        second = 0;
        third = 0;
        fourth = 0;
    }

    public void add(double x) {
        double before = count;
        count++;
        double delta = x - mean;
        double step = delta / count;
        double stepSquared = step * step;
        double term = delta * step * before;
        double n = count;
        mean += step;
        fourth += term * stepSquared * (n * n - 3 * n + 3) + 6 * stepSquared * second - 4 * step * third;
        third += term * step * (n - 2) - 3 * step * second;
        second += term;
    }

    public long count() {
        return count;
    }

    public double mean() {
        return mean;
    }

    /** Of the population: the sum of squares divided by the count. */
    public double standardDeviation() {
        return Math.sqrt(second / count);
    }

    /** Root of the mean square, about zero and not about the mean. */
    public double rootMeanSquare() {
        return Math.sqrt(second / count + mean * mean);
    }

    public double skewness() {
        return Math.sqrt(count) * third / Math.pow(second, 1.5);
    }

    /** 0 for a normal distribution. */
    public double excessKurtosis() {
        return count * fourth / (second * second) - 3;
    }
}
