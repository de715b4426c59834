package io.evenkeel.margin;

/**
 * How much a position may be of its own equity, for the probability of its liquidation to stay under a limit. A model
 * of a perpetual that is liquidated when equity falls below a part of the position's value, the maintenance ratio:
 *
 * <pre>
 * short, liquidated at price × (1 + up):    1 + 1/L = (1 + up) (1 + maintenance)
 * long, liquidated at price × (1 − down):   1 − 1/L = (1 − down) (1 − maintenance)
 * </pre>
 *
 * What a venue needs to the last digit, in its own rounding, is {@code risk.MarginNeed}'s to say.
 */
public final class TargetLeverage {
    private TargetLeverage() {}

    /**
     * @param most probability, above 0 and below 1
     * @param maintenanceRatio at least 0 and below 1
     * @return position value over equity, as they are now
     */
    public static double ofShort(LiquidationRisk risk, double most, double maintenanceRatio) {
        requireRatio(maintenanceRatio);
        return 1 / ((1 + risk.moveFor(most, 1)) * (1 + maintenanceRatio) - 1);
    }

    /** As {@link #ofShort}, of a long. */
    public static double ofLong(LiquidationRisk risk, double most, double maintenanceRatio) {
        requireRatio(maintenanceRatio);
        return 1 / (1 - (1 - risk.moveFor(most, -1)) * (1 - maintenanceRatio));
    }

    private static void requireRatio(double maintenanceRatio) {
        if (!(maintenanceRatio >= 0 && maintenanceRatio < 1)) {
            throw new IllegalArgumentException("maintenance ratio must be from 0 to below 1, was " + maintenanceRatio);
        }
    }
}
