package io.evenkeel.margin.perpsv2;

import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;

/**
 * How large an order the protocol takes now: leverage, the smallest margin, the liquidation limit after it, and the
 * size of that side of the market. One order does not both close and turn a position: a reduction ends at zero.
 */
record PerpsV2Limits(PerpsV2Position position) {
    /** Halvings: 2^128 is more than any size has digits. */
    private static final int STEPS = 128;

    TokenAmount largestChange(int direction) {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction must be 1 or -1, was " + direction);
        }
        BigInteger size = position.account().size();
        boolean reducing = size.signum() != 0 && size.signum() != direction;
        BigInteger most = switch (position.condition()) {
            case FROZEN, UNREADABLE -> BigInteger.ZERO;
            case REDUCE_ONLY -> reducing ? largest(size.abs(), direction) : BigInteger.ZERO;
            case OPEN -> largest(reducing ? size.abs() : room(direction), direction);
        };
        return new TokenAmount(position.pair().base(), most);
    }

    /** What this side of the market may still grow by. */
    private BigInteger room(int direction) {
        PerpsV2Market market = position.market();
        BigInteger lean =
                direction > 0 ? market.marketSkew() : market.marketSkew().negate();
        BigInteger side = market.marketSize().add(lean).divide(BigInteger.TWO);
        return market.terms().maxMarketSize().subtract(side).max(BigInteger.ZERO);
    }

    /** A larger order asks for more margin, so halving finds the largest that passes. */
    private BigInteger largest(BigInteger most, int direction) {
        if (most.signum() == 0 || passes(most, direction)) {
            return most;
        }
        BigInteger passing = BigInteger.ZERO;
        BigInteger failing = most;
        for (int step = 0; step < STEPS; step++) {
            BigInteger middle = passing.add(failing).shiftRight(1);
            if (passes(middle, direction)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }

    private boolean passes(BigInteger units, int direction) {
        BigInteger change = direction > 0 ? units : units.negate();
        return PerpsV2Commitment.refusal(change, position.account(), position.market())
                .isEmpty();
    }
}
