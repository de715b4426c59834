package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.divide;
import static io.evenkeel.margin.perpsv2.Decimals.multiply;

import io.evenkeel.units.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How far an account is from liquidation. The protocol's condition is asked itself, at one price after another, so the
 * answers are exact: at the price given the position stands, a unit of 1e-18 further it is liquidatable. Funding is as of
 * now.
 */
record PerpsV2Margin(PerpsV2Market market) {
    /** Halvings: no price has more binary digits. */
    private static final int STEPS = 256;
    /** sUSD 1e18 for one smallest unit of USDC. */
    private static final BigInteger SUSD_PER_QUOTE = BigInteger.TEN.pow(12);

    /** sUSD 1e18. The last price at which a short is not liquidatable; 1 where it is at every price. */
    BigInteger highestSafePrice(PerpsV2Account account) {
        // where all of the margin is lost, it is over
        BigInteger over = account.lastPrice()
                .add(divide(
                        account.margin()
                                .add(PerpsV2Totals.accruedFunding(account, market))
                                .max(BigInteger.ZERO),
                        account.size().abs()))
                .add(market.price())
                .add(BigInteger.TWO);
        return lastSafe(account, BigInteger.ONE, over);
    }

    /** sUSD 1e18. The last price at which a long is not liquidatable; empty where it is at none. */
    Optional<BigInteger> lowestSafePrice(PerpsV2Account account) {
        if (isSafe(account, BigInteger.ONE)) {
            return Optional.empty();
        }
        BigInteger safe = account.lastPrice().max(market.price()).max(BigInteger.ONE);
        for (int doubling = 0; doubling < STEPS && !isSafe(account, safe); doubling++) {
            safe = safe.shiftLeft(1);
        }
        return Optional.of(lastSafe(account, safe, BigInteger.ONE));
    }

    /**
     * sUSD that must come in (positive) or could go out, rounded up to a unit of USDC: the larger of what survives the
     * shock and what the opening limits lack now.
     *
     * @param traded the account as it would be, with what was promised filled
     */
    BigInteger collateralNeeded(PerpsV2Account traded, BigInteger price, double shockFraction) {
        if (!(shockFraction >= 0 && shockFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shock must be at least 0 and finite, was " + shockFraction);
        }
        PerpsV2Market shocked = market.at(shocked(traded.size().signum(), price, shockFraction));
        BigInteger afterShock =
                PerpsV2Totals.smallestSafe(traded.size(), shocked).subtract(PerpsV2Totals.unbounded(traded, shocked));
        BigInteger toOpen = opening(traded.size()).subtract(PerpsV2Totals.unbounded(traded, market));
        return Rounding.divideUp(afterShock.max(toOpen), SUSD_PER_QUOTE);
    }

    /** What the protocol wants to see with a position before it lets the next order grow it. */
    private BigInteger opening(BigInteger size) {
        if (size.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger atMostLeverage =
                divide(multiply(size.abs(), market.price()), market.terms().maxLeverage());
        return atMostLeverage
                .add(BigInteger.ONE)
                .max(market.terms().minInitialMargin())
                .max(PerpsV2Totals.smallestSafe(size, market));
    }

    private BigInteger lastSafe(PerpsV2Account account, BigInteger from, BigInteger over) {
        BigInteger safe = from;
        BigInteger unsafe = over;
        for (int step = 0; step < STEPS; step++) {
            BigInteger middle = safe.add(unsafe).shiftRight(1);
            if (middle.equals(safe) || middle.equals(unsafe)) {
                break;
            }
            if (isSafe(account, middle)) {
                safe = middle;
            } else {
                unsafe = middle;
            }
        }
        return safe;
    }

    private boolean isSafe(PerpsV2Account account, BigInteger price) {
        return !PerpsV2Totals.of(account, market.at(price)).isLiquidatable();
    }

    private static BigInteger shocked(int side, BigInteger price, double shockFraction) {
        BigDecimal moved = new BigDecimal(price)
                .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(side <= 0 ? shockFraction : -shockFraction)))
                .max(BigDecimal.ZERO);
        return moved.setScale(0, side <= 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .toBigInteger();
    }
}
