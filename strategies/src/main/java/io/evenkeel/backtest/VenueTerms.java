package io.evenkeel.backtest;

import io.evenkeel.market.VenueCaps;

/**
 * A venue on paper: what it charges and what it asks for. Fees and ratios are parts of the traded or held value; gas
 * is in units of gas.
 */
public sealed interface VenueTerms {
    /** As venues are configured: {@code perp-v2:ETH}; unique among the venues of a plan. */
    String name();

    VenueCaps caps();

    double feePart();

    ImpactCurve impact();

    long gasPerTrade();

    long gasPerCollateralMove();

    /**
     * A perpetual with its own margin account in quote. Liquidatable when equity is below {@code maintenanceRatio} of
     * the position's value; then it is closed at that price, less the penalty, and what is left stays in the account.
     *
     * @param maxLeverage of the position right after it was opened or grown
     * @param liquidationPenalty part of the position's value at the liquidation price
     * @param fundingMultiple,fundingExtraPerYear its funding is the history's times the first, plus the second
     * @param fundingPersistenceSeconds how long a rate is expected to last when venues are weighed
     */
    record Perp(
            String name,
            VenueCaps caps,
            double feePart,
            ImpactCurve impact,
            double maxLeverage,
            double maintenanceRatio,
            double liquidationPenalty,
            double fundingMultiple,
            double fundingExtraPerYear,
            long fundingPersistenceSeconds,
            long gasPerTrade,
            long gasPerCollateralMove)
            implements VenueTerms {
        public Perp {
            requireCosts(name, feePart, gasPerTrade, gasPerCollateralMove);
            if (!(maintenanceRatio > 0 && maxLeverage > 0 && 1 / maxLeverage > maintenanceRatio)) {
                throw new IllegalArgumentException(name + ": opening must ask for more margin than keeping, leverage "
                        + maxLeverage + " and maintenance " + maintenanceRatio);
            }
            if (!(liquidationPenalty >= 0 && liquidationPenalty <= maintenanceRatio)) {
                throw new IllegalArgumentException(
                        name + ": penalty must lie within the maintenance margin, was " + liquidationPenalty);
            }
            if (fundingPersistenceSeconds <= 0) {
                throw new IllegalArgumentException(name + ": funding must last for some time");
            }
        }
    }

    /**
     * Base is borrowed against quote and sold on the market; the proceeds are idle with the vault. The health factor is
     * {@code collateral × liquidationThreshold / debt}; at 1 half of the debt is repaid from the collateral, the penalty
     * goes to the liquidator, and so on while the bar's worst price is beyond the new liquidation price.
     *
     * @param loanToValue largest debt that may be opened, as a part of the collateral
     * @param liquidationThreshold above {@code loanToValue}, below 1
     * @param borrowPerYear interest where history has none
     * @param supplyPerYear what the collateral earns, continuous
     */
    record Loan(
            String name,
            VenueCaps caps,
            double feePart,
            ImpactCurve impact,
            double loanToValue,
            double liquidationThreshold,
            double liquidationPenalty,
            double borrowPerYear,
            double supplyPerYear,
            long gasPerTrade,
            long gasPerCollateralMove)
            implements VenueTerms {
        public Loan {
            requireCosts(name, feePart, gasPerTrade, gasPerCollateralMove);
            if (!(loanToValue > 0 && loanToValue < liquidationThreshold && liquidationThreshold < 1)) {
                throw new IllegalArgumentException(name + ": want 0 < loan to value < liquidation threshold < 1, were "
                        + loanToValue + " and " + liquidationThreshold);
            }
            if (!(liquidationPenalty >= 0 && (1 + liquidationPenalty) * liquidationThreshold < 1)) {
                throw new IllegalArgumentException(
                        name + ": a liquidation must leave the loan better than before, penalty " + liquidationPenalty);
            }
        }
    }

    /** A market for the base token itself, paid from what is idle. What is held there is never negative. */
    record Spot(String name, VenueCaps caps, double feePart, ImpactCurve impact, long gasPerTrade)
            implements VenueTerms {
        public Spot {
            requireCosts(name, feePart, gasPerTrade, 0);
        }

        @Override
        public long gasPerCollateralMove() {
            return 0;
        }
    }

    private static void requireCosts(String name, double feePart, long gasPerTrade, long gasPerCollateralMove) {
        if (!(feePart >= 0 && feePart < 1 && gasPerTrade >= 0 && gasPerCollateralMove >= 0)) {
            throw new IllegalArgumentException(name + ": fees and gas must be at least 0");
        }
    }
}
