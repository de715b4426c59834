package io.evenkeel.backtest;

import io.evenkeel.backtest.HeldBook.HeldOption;
import io.evenkeel.hedge.BookCurve;
import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.DeltaGamma;
import io.evenkeel.options.GreekSet;
import java.util.List;

/** The options of a book, marked row by row with one reused set of Greeks. */
final class MarkedOptions {
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;

    private final boolean[] isCall;
    private final double[] strike;
    private final long[] expiry;
    private final double[] size;
    private final double[] ownVolatility;
    private final double[] rate;
    private final double[] years;
    private final double[] markedValue;
    private final double[] markedVolatility;
    private final GreekSet greeks = new GreekSet();
    private final DeltaGamma deltaGamma = new DeltaGamma();

    private double value;
    private double delta;
    private double gamma;
    private double absoluteGamma;
    private double weightedYears;
    private double absoluteDelta;
    private double weightedRate;

    MarkedOptions(List<HeldOption> options) {
        int count = options.size();
        isCall = new boolean[count];
        strike = new double[count];
        expiry = new long[count];
        size = new double[count];
        ownVolatility = new double[count];
        rate = new double[count];
        years = new double[count];
        markedValue = new double[count];
        markedVolatility = new double[count];
        for (int i = 0; i < count; i++) {
            HeldOption option = options.get(i);
            isCall[i] = option.isCall();
            strike[i] = option.strike();
            expiry[i] = option.expiryEpochSecond();
            size[i] = option.sizeBase();
            ownVolatility[i] = option.volatility();
            rate[i] = option.ratePerYear();
        }
    }

    double value() {
        return value;
    }

    double delta() {
        return delta;
    }

    double gamma() {
        return gamma;
    }

    /** Sum of |gamma| over the options: long and short ones that cancel now do not for long. */
    double absoluteGamma() {
        return absoluteGamma;
    }

    /** Until they expire, weighted by |delta|; infinite without options. */
    double yearsToExpiry() {
        return absoluteDelta > 0 ? weightedYears / absoluteDelta : Double.POSITIVE_INFINITY;
    }

    /** Weighted in the same way. */
    double ratePerYear() {
        return absoluteDelta > 0 ? weightedRate / absoluteDelta : 0;
    }

    /** Adds what the options would be with more time or variance. */
    void addAt(double price, double timeStretch, double varianceStretch, BookCurve.Point out) {
        for (int i = 0; i < size.length; i++) {
            if (size[i] != 0) {
                double volatility = markedVolatility[i] * Math.sqrt(varianceStretch);
                BlackScholes.deltaGamma(
                        price, strike[i], years[i] * timeStretch, volatility, rate[i], rate[i], deltaGamma);
                out.deltaBase += size[i] * (isCall[i] ? deltaGamma.callDelta() : deltaGamma.putDelta());
                out.gammaBasePerQuote += size[i] * deltaGamma.gamma();
            }
        }
    }

    void start(Bar bar) {
        for (int i = 0; i < size.length; i++) {
            markedVolatility[i] = volatility(i, bar);
        }
        mark(bar);
    }

    /** @return quote settled by what has expired */
    double advance(Bar bar, PnlTerms pnl) {
        if (size.length == 0) {
            return 0;
        }
        double move = bar.spot - bar.spotBefore;
        double settled = 0;
        double deltaBefore = delta;
        double valueBefore = 0;
        double moved = 0;
        for (int i = 0; i < size.length; i++) {
            if (size[i] == 0) {
                continue;
            }
            double yearsLeft = yearsToExpiry(i, bar);
            valueBefore += markedValue[i];
            double volatilityBefore = markedVolatility[i];
            double volatilityNow = volatility(i, bar);
            double afterMove = valueOf(i, bar.spot, years[i], volatilityBefore);
            double afterTime = valueOf(i, bar.spot, yearsLeft, volatilityBefore);
            double afterAll =
                    volatilityNow == volatilityBefore ? afterTime : valueOf(i, bar.spot, yearsLeft, volatilityNow);
            moved += afterMove;
            pnl.theta += afterTime - afterMove;
            pnl.vega += afterAll - afterTime;
            markedVolatility[i] = volatilityNow;
            if (yearsLeft <= 0) {
                settled += afterAll;
                size[i] = 0;
            }
        }
        pnl.gamma += moved - valueBefore - deltaBefore * move;
        mark(bar);
        return settled;
    }

    private void mark(Bar bar) {
        value = 0;
        delta = 0;
        gamma = 0;
        absoluteGamma = 0;
        weightedYears = 0;
        weightedRate = 0;
        absoluteDelta = 0;
        for (int i = 0; i < size.length; i++) {
            if (size[i] == 0) {
                markedValue[i] = 0;
                continue;
            }
            years[i] = yearsToExpiry(i, bar);
            markedValue[i] = valueOf(i, bar.spot, years[i], markedVolatility[i]);
            double one = size[i] * (isCall[i] ? greeks.callDelta() : greeks.putDelta());
            value += markedValue[i];
            delta += one;
            gamma += size[i] * greeks.gamma();
            absoluteGamma += Math.abs(size[i] * greeks.gamma());
            absoluteDelta += Math.abs(one);
            weightedYears += Math.abs(one) * years[i];
            weightedRate += Math.abs(one) * rate[i];
        }
    }

    /** Leaves the Greeks behind. */
    private double valueOf(int i, double spot, double years, double volatility) {
        BlackScholes.evaluate(spot, strike[i], years, volatility, rate[i], rate[i], greeks);
        return size[i] * (isCall[i] ? greeks.callPrice() : greeks.putPrice());
    }

    private double yearsToExpiry(int i, Bar bar) {
        return Math.max(0, (expiry[i] - bar.epochSecond) / SECONDS_PER_YEAR);
    }

    private double volatility(int i, Bar bar) {
        return Double.isNaN(bar.volatility) ? ownVolatility[i] : bar.volatility;
    }
}
