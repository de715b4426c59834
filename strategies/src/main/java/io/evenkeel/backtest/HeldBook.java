package io.evenkeel.backtest;

import io.evenkeel.market.uniswapv3.RangeCurve;
import java.util.List;

/**
 * What the vault holds besides its hedge, and keeps: the book is given, only the hedge is decided. Whole tokens.
 *
 * @param spotBase base token, may be negative (owed to depositors)
 * @param idleQuote quote token at hand at the start, for collateral and gas, at least 0; its earnings are not counted
 */
public record HeldBook(
        double spotBase, double idleQuote, List<HeldRange> ranges, List<HeldOption> options, List<HeldLoan> loans) {
    public HeldBook {
        ranges = List.copyOf(ranges);
        options = List.copyOf(options);
        loans = List.copyOf(loans);
        if (!Double.isFinite(spotBase)) {
            throw new IllegalArgumentException("spot must be finite, was " + spotBase);
        }
        if (!(idleQuote >= 0 && Double.isFinite(idleQuote))) {
            throw new IllegalArgumentException("idle quote must be at least 0, was " + idleQuote);
        }
    }

    public static HeldBook spot(double base, double idleQuote) {
        return new HeldBook(base, idleQuote, List.of(), List.of(), List.of());
    }

    public static HeldBook range(HeldRange range, double idleQuote) {
        return new HeldBook(0, idleQuote, List.of(range), List.of(), List.of());
    }

    /**
     * Liquidity of Uniswap v3 between two prices, at the value the pool gives it at the spot price.
     *
     * @param liquidity L in whole tokens: the base held is L (1/sqrt P − 1/sqrt upper) inside the range
     * @param feesPerYear what it earns while in range, as a part of its value per year, continuous
     */
    public record HeldRange(double lowerPrice, double upperPrice, double liquidity, double feesPerYear) {
        public HeldRange {
            if (!(lowerPrice > 0 && lowerPrice < upperPrice && Double.isFinite(upperPrice))) {
                throw new IllegalArgumentException("want 0 < lower < upper, were " + lowerPrice + ", " + upperPrice);
            }
            if (!(liquidity > 0 && Double.isFinite(liquidity))) {
                throw new IllegalArgumentException("liquidity must be positive, was " + liquidity);
            }
        }

        /** With as much liquidity as is worth this at this price. */
        public static HeldRange worth(
                double valueQuote, double price, double lowerPrice, double upperPrice, double feesPerYear) {
            double unit = RangeCurve.between(lowerPrice, upperPrice, 1).value(price);
            return new HeldRange(lowerPrice, upperPrice, valueQuote / unit, feesPerYear);
        }
    }

    /**
     * A European option, held (positive size) or written (negative), settled in quote at its intrinsic value by the
     * first bar at or after its expiry.
     *
     * @param sizeBase options on one base token each
     * @param volatility it is marked at where history has no volatility, per square root of a year
     * @param ratePerYear continuous; the forward grows by it
     */
    public record HeldOption(
            boolean isCall,
            double strike,
            long expiryEpochSecond,
            double sizeBase,
            double volatility,
            double ratePerYear) {
        public HeldOption {
            if (!(strike > 0 && volatility > 0 && Double.isFinite(sizeBase))) {
                throw new IllegalArgumentException(
                        "strike and volatility must be positive, were " + strike + " and " + volatility);
            }
        }
    }

    /**
     * A loan of quote against base that the vault has for its own reasons (a leveraged position): its delta is the
     * collateral's.
     *
     * @param collateralBase base supplied, at least 0
     * @param debtQuote quote owed at the start, at least 0
     * @param supplyPerYear,borrowPerYear continuous rates
     */
    public record HeldLoan(double collateralBase, double debtQuote, double supplyPerYear, double borrowPerYear) {
        public HeldLoan {
            if (!(collateralBase >= 0 && debtQuote >= 0)) {
                throw new IllegalArgumentException(
                        "collateral and debt must be at least 0, were " + collateralBase + " and " + debtQuote);
            }
        }
    }
}
