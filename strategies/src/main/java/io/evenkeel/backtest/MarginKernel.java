package io.evenkeel.backtest;

/**
 * Liquidation prices of linear positions, in double. The venues on paper, their views for the allocator and the
 * distance in the summary all come from here.
 */
final class MarginKernel {
    private MarginKernel() {}

    /**
     * Where {@code cash + size × price = ratio × |size| × price}; NaN without a position or where no price does it.
     *
     * @param size base token, short is negative
     */
    static double perpLiquidationPrice(double size, double cash, double maintenanceRatio) {
        if (size < 0) {
            return Math.max(0, cash / (-size * (1 + maintenanceRatio)));
        }
        return size > 0 && cash < 0 ? -cash / (size * (1 - maintenanceRatio)) : Double.NaN;
    }

    /** Part of the price that it may still move; at or below 0 it is liquidatable; infinite where no price does it. */
    static double perpDistance(double size, double cash, double maintenanceRatio, double price) {
        double level = perpLiquidationPrice(size, cash, maintenanceRatio);
        if (Double.isNaN(level)) {
            return Double.POSITIVE_INFINITY;
        }
        return size < 0 ? level / price - 1 : 1 - level / price;
    }

    /** Where {@code collateral × threshold = debt × price}: health factor 1; NaN without debt. */
    static double loanLiquidationPrice(double collateralQuote, double debtBase, double threshold) {
        return debtBase > 0 ? collateralQuote * threshold / debtBase : Double.NaN;
    }

    /** The health factor less 1; infinite without debt. */
    static double loanDistance(double collateralQuote, double debtBase, double threshold, double price) {
        return debtBase > 0 ? collateralQuote * threshold / (debtBase * price) - 1 : Double.POSITIVE_INFINITY;
    }
}
