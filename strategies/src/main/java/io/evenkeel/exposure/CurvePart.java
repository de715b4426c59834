package io.evenkeel.exposure;

import io.evenkeel.hedge.BookCurve.Point;
import io.evenkeel.market.uniswapv3.RangeCurve;
import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.DeltaGamma;
import io.evenkeel.options.OptionType;

/** One position that bends, as plain numbers: its delta and gamma by the price of the asset S. */
sealed interface CurvePart {
    /** Adds to the point, allocating nothing. Stretches are those of {@link io.evenkeel.hedge.BookCurve}. */
    void addTo(Point point, double spot, double timeStretch, double varianceStretch);

    /**
     * A range of which one token, or both, move with S.
     *
     * @param size how many of it
     * @param baseSlope,quoteSlope what the tokens' prices x and y move by with S
     * @param basePrice,quotePrice those prices at S = 0: of a token that does not move with S, and else 0
     */
    record Range(
            RangeCurve curve, double size, double baseSlope, double basePrice, double quoteSlope, double quotePrice)
            implements CurvePart {
        @Override
        public void addTo(Point point, double spot, double timeStretch, double varianceStretch) {
            double y = quotePrice + quoteSlope * spot;
            double ratio = (basePrice + baseSlope * spot) / y;
            double turn = baseSlope - ratio * quoteSlope;
            point.deltaBase += size * (baseSlope * curve.base(ratio) + quoteSlope * curve.quote(ratio));
            point.gammaBasePerQuote += size * curve.gamma(ratio) / y * turn * turn;
        }
    }

    /** {@code value = coefficient × S^power}. */
    record Power(double coefficient, int power) implements CurvePart {
        @Override
        public void addTo(Point point, double spot, double timeStretch, double varianceStretch) {
            double bend = coefficient * power * Math.pow(spot, power - 2);
            point.deltaBase += bend * spot;
            point.gammaBasePerQuote += bend * (power - 1);
        }
    }

    /**
     * Options of one series. Not safe between threads: what is computed on the way is written over.
     *
     * @param size unit of account for one unit that an option pays, times how many
     * @param slope what the underlying token's price moves by with S
     */
    record Options(
            OptionType type,
            double size,
            double slope,
            double strike,
            double years,
            double volatility,
            double rate,
            double carry,
            DeltaGamma scratch)
            implements CurvePart {
        @Override
        public void addTo(Point point, double spot, double timeStretch, double varianceStretch) {
            double stretched = volatility * Math.sqrt(varianceStretch);
            BlackScholes.deltaGamma(slope * spot, strike, years * timeStretch, stretched, rate, carry, scratch);
            point.deltaBase += size * slope * (type == OptionType.CALL ? scratch.callDelta() : scratch.putDelta());
            point.gammaBasePerQuote += size * slope * slope * scratch.gamma();
        }
    }
}
