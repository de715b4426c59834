package io.evenkeel.margin.gmxv2;

import io.evenkeel.units.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** How far a short is from liquidation. The protocol's condition is asked itself, so the answers are exact. */
record GmxV2Margin(GmxV2Terms terms) {
    /** Halvings: no price has more binary digits. */
    private static final int STEPS = 256;

    /** The protocol's price at which the short still stands, a unit more and it is liquidatable; 0 where it is at every price. */
    BigInteger highestSafePrice(GmxV2Short position) {
        // where a loss has used up all there is, it is over
        BigInteger unsafe = position.sizeUsd()
                .add(position.collateral().abs().multiply(Usd.PER_QUOTE))
                .divide(position.sizeBase())
                .add(BigInteger.TWO);
        BigInteger safe = BigInteger.ZERO;
        for (int step = 0; step < STEPS && unsafe.subtract(safe).compareTo(BigInteger.ONE) > 0; step++) {
            BigInteger middle = safe.add(unsafe).shiftRight(1);
            if (position.isLiquidatable(middle, terms)) {
                unsafe = middle;
            } else {
                safe = middle;
            }
        }
        return safe;
    }

    /**
     * USDC that must come in (positive) or could go out, rounded up: the larger of what survives the shock and what the
     * protocol wants to see before it fills the next order.
     */
    BigInteger collateralNeeded(GmxV2Short traded, BigInteger price, double shockFraction) {
        if (!(shockFraction >= 0 && shockFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shock must be at least 0 and finite, was " + shockFraction);
        }
        BigInteger shocked = new BigDecimal(price)
                .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(shockFraction)))
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();
        BigInteger afterShock = terms.smallestSafe(traded.sizeUsd()).subtract(traded.remainingUsd(shocked, terms));
        BigInteger needed = afterShock.max(removableUsd(traded, price).negate());
        return Rounding.divideUp(needed, Usd.PER_QUOTE);
    }

    /** Dollars that could be taken out with the protocol content; negative for what is missing. */
    BigInteger removableUsd(GmxV2Short position, BigInteger price) {
        BigInteger overSize = position.collateral()
                .multiply(Usd.PER_QUOTE)
                .subtract(Usd.factored(position.sizeUsd(), terms.minCollateralFactor()));
        BigInteger overAll = position.remainingUsd(price, terms).subtract(terms.smallestToOpen(position.sizeUsd()));
        return overSize.min(overAll);
    }
}
