package io.evenkeel.backtest;

/**
 * History as columns, one entry per bar, oldest first. What stands in a row is known at its instant and holds until
 * the next row: a rate in row i is paid from row i to row i + 1. A column that is not known is empty, and what is taken
 * instead is said beside it. The arrays are read and never written; the caller keeps them unchanged while they are
 * used.
 *
 * @param epochSeconds instant at which the bar's prices were known (its close), UTC, strictly rising
 * @param spot close, quote per base, positive
 * @param high,low extremes of spot since the row before, quote per base; empty: the close alone
 * @param perp close of the perpetual, quote per base; its extremes are spot's times the same basis. Empty: spot
 * @param fundingPerYear paid by longs to shorts, part of the position's value per year, continuous; negative: shorts
 *     pay. Empty: none
 * @param borrowPerYear interest on borrowed base, part per year, continuous. Empty: what the loan's terms say
 * @param gasPriceGwei in the chain's own coin, which the base token is taken for. Empty: what the plan says
 * @param volatility implied, of log-returns per square root of a year: options are marked at it, and rules decide by
 *     it. Empty: options at their own, rules by an estimate from the bars before
 * @param barSeconds width of a bar, positive; a gap between rows may be wider
 */
public record BacktestInput(
        long[] epochSeconds,
        double[] spot,
        double[] high,
        double[] low,
        double[] perp,
        double[] fundingPerYear,
        double[] borrowPerYear,
        double[] gasPriceGwei,
        double[] volatility,
        long barSeconds) {
    private static final double[] NOT_KNOWN = {};

    public BacktestInput {
        if (epochSeconds.length < 2) {
            throw new IllegalArgumentException("two bars at least, were " + epochSeconds.length);
        }
        if (barSeconds <= 0) {
            throw new IllegalArgumentException("a bar must have a width, was " + barSeconds + " s");
        }
        requireLength("spot", spot, epochSeconds.length);
        if (high.length != low.length) {
            throw new IllegalArgumentException("highs and lows come together");
        }
        requireLengthOrNone("high", high, epochSeconds.length);
        requireLengthOrNone("perp", perp, epochSeconds.length);
        requireLengthOrNone("fundingPerYear", fundingPerYear, epochSeconds.length);
        requireLengthOrNone("borrowPerYear", borrowPerYear, epochSeconds.length);
        requireLengthOrNone("gasPriceGwei", gasPriceGwei, epochSeconds.length);
        requireLengthOrNone("volatility", volatility, epochSeconds.length);
        for (int i = 0; i < epochSeconds.length; i++) {
            requirePositive("spot", spot[i], i);
            requirePositive("perp", perp.length == 0 ? 1 : perp[i], i);
            requirePositive("volatility", volatility.length == 0 ? 1 : volatility[i], i);
            if (high.length > 0 && !(low[i] > 0 && low[i] <= spot[i] && spot[i] <= high[i])) {
                throw new IllegalArgumentException(
                        "row " + i + ": low <= close <= high, were " + low[i] + ", " + spot[i] + ", " + high[i]);
            }
            if (i > 0 && epochSeconds[i] <= epochSeconds[i - 1]) {
                throw new IllegalArgumentException(
                        "row " + i + ": times must rise, were " + epochSeconds[i - 1] + " and " + epochSeconds[i]);
            }
        }
    }

    /** Spot alone; the other columns are added by the methods below. */
    public static BacktestInput of(long[] epochSeconds, double[] spot, long barSeconds) {
        return new BacktestInput(
                epochSeconds,
                spot,
                NOT_KNOWN,
                NOT_KNOWN,
                NOT_KNOWN,
                NOT_KNOWN,
                NOT_KNOWN,
                NOT_KNOWN,
                NOT_KNOWN,
                barSeconds);
    }

    public BacktestInput withExtremes(double[] newHigh, double[] newLow) {
        return new BacktestInput(
                epochSeconds,
                spot,
                newHigh,
                newLow,
                perp,
                fundingPerYear,
                borrowPerYear,
                gasPriceGwei,
                volatility,
                barSeconds);
    }

    public BacktestInput withPerp(double[] price) {
        return new BacktestInput(
                epochSeconds,
                spot,
                high,
                low,
                price,
                fundingPerYear,
                borrowPerYear,
                gasPriceGwei,
                volatility,
                barSeconds);
    }

    public BacktestInput withFunding(double[] perYear) {
        return new BacktestInput(
                epochSeconds, spot, high, low, perp, perYear, borrowPerYear, gasPriceGwei, volatility, barSeconds);
    }

    public BacktestInput withBorrow(double[] perYear) {
        return new BacktestInput(
                epochSeconds, spot, high, low, perp, fundingPerYear, perYear, gasPriceGwei, volatility, barSeconds);
    }

    public BacktestInput withGasPrice(double[] gwei) {
        return new BacktestInput(
                epochSeconds, spot, high, low, perp, fundingPerYear, borrowPerYear, gwei, volatility, barSeconds);
    }

    public BacktestInput withVolatility(double[] perSqrtYear) {
        return new BacktestInput(
                epochSeconds,
                spot,
                high,
                low,
                perp,
                fundingPerYear,
                borrowPerYear,
                gasPriceGwei,
                perSqrtYear,
                barSeconds);
    }

    public int bars() {
        return epochSeconds.length;
    }

    private static void requireLengthOrNone(String column, double[] values, int bars) {
        if (values.length > 0) {
            requireLength(column, values, bars);
        }
    }

    private static void requireLength(String column, double[] values, int bars) {
        if (values.length != bars) {
            throw new IllegalArgumentException(column + " has " + values.length + " rows of " + bars);
        }
        for (int i = 0; i < bars; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("row " + i + ": " + column + " is " + values[i]);
            }
        }
    }

    private static void requirePositive(String column, double value, int row) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("row " + row + ": " + column + " must be positive, was " + value);
        }
    }
}
