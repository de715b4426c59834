package io.evenkeel.hedge.peers;

import io.evenkeel.hedge.HedgeInputs;
import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.HoldingBand;

/**
 * Opyn's Crab strategy (opynfinance/squeeth-monorepo, {@code CrabStrategyV2}): to the target when so much time has
 * passed since the last hedge, or the price has moved by a part of what it was then. Their price is that of the power
 * perpetual in ETH, which moves about as far as ETH does in dollars.
 *
 * @param intervalYears positive
 * @param priceMove part of the price at the last hedge, positive
 */
public record OpynCrab(double intervalYears, double priceMove) implements HedgeRule {
    private static final double HOURS_PER_YEAR = 365 * 24.0;
    /** Sums of equal steps miss their total by rounding. */
    private static final double ROUNDING = 1e-9;

    public OpynCrab {
        if (!(intervalYears > 0 && priceMove > 0)) {
            throw new IllegalArgumentException(
                    "want a positive interval and move, were " + intervalYears + ", " + priceMove);
        }
    }

    /** The second version: an hour or 20 %, from the arguments in its deployment script. */
    public static OpynCrab publishedV2() {
        return new OpynCrab(1 / HOURS_PER_YEAR, 0.2);
    }

    /** The first version: a day or 1 %, from its deployment script for networks other than the main one. */
    public static OpynCrab publishedV1() {
        return new OpynCrab(24 / HOURS_PER_YEAR, 0.01);
    }

    @Override
    public void fill(HedgeInputs in, HoldingBand out) {
        boolean due = in.yearsSinceLastTrade >= intervalYears * (1 - ROUNDING)
                || Math.abs(in.price / in.priceAtLastTrade - 1) >= priceMove;
        out.around(in.exactHoldingBase(), 0, due ? 0 : in.widestHalfWidthBase);
    }
}
