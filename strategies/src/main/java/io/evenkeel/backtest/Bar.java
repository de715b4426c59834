package io.evenkeel.backtest;

/** One step of history in plain numbers, filled anew for each: from the row before to the row now. */
final class Bar {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;
    private static final double GWEI = 1e-9;

    private final BacktestInput input;
    private final double gasPriceGwei;
    private final double priorityFeeGwei;

    int row;
    long epochSecond;
    double years;
    double spotBefore;
    double spot;
    double high;
    double low;
    double perpBefore;
    double perp;
    double perpHigh;
    double perpLow;
    /** In force since the row before. */
    double fundingPerYear;
    /** In force since the row before; NaN where history has none. */
    double borrowPerYear;
    /** Known now, and in force until the next row. */
    double fundingPerYearNow;

    double borrowPerYearNow;
    /** NaN where history has none. */
    double volatility;
    /** Quote for one unit of gas. */
    double quotePerGas;

    Bar(BacktestInput input, double gasPriceGwei, double priorityFeeGwei) {
        this.input = input;
        this.gasPriceGwei = gasPriceGwei;
        this.priorityFeeGwei = priorityFeeGwei;
    }

    void read(int newRow) {
        int before = Math.max(0, newRow - 1);
        row = newRow;
        epochSecond = input.epochSeconds()[newRow];
        years = (epochSecond - input.epochSeconds()[before]) / SECONDS_PER_YEAR;
        spotBefore = input.spot()[before];
        spot = input.spot()[newRow];
        boolean extremes = input.high().length > 0;
        high = extremes ? input.high()[newRow] : spot;
        low = extremes ? input.low()[newRow] : spot;
        boolean perpetual = input.perp().length > 0;
        perpBefore = perpetual ? input.perp()[before] : spotBefore;
        perp = perpetual ? input.perp()[newRow] : spot;
        double basis = perp / spot;
        perpHigh = high * basis;
        perpLow = low * basis;
        fundingPerYear = at(input.fundingPerYear(), before, 0);
        fundingPerYearNow = at(input.fundingPerYear(), newRow, 0);
        borrowPerYear = at(input.borrowPerYear(), before, Double.NaN);
        borrowPerYearNow = at(input.borrowPerYear(), newRow, Double.NaN);
        volatility = at(input.volatility(), newRow, Double.NaN);
        quotePerGas = (at(input.gasPriceGwei(), newRow, gasPriceGwei) + priorityFeeGwei) * GWEI * spot;
    }

    private static double at(double[] column, int row, double otherwise) {
        return column.length > 0 ? column[row] : otherwise;
    }
}
