package io.evenkeel.margin.perpv2;

import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;

/**
 * How large a trade the protocol lets through now.
 *
 * <ul>
 *   <li>price band: after the trade the pool must be within maxPriceSpreadRatio of the index, or no further than it was.
 *       A twentieth of it is left for the index to move before the trade is included;
 *   <li>tick limit: within maxTickCrossed of where the pool stood at the start of a fifteen-second window. That start
 *       cannot be read; half of the limit, from where the pool stands now, is left for trades since then;
 *   <li>opening: free collateral at the opening ratio must not become negative;
 *   <li>reducing: free collateral at the maintenance ratio must not be negative: under it not even a reduction passes.
 * </ul>
 *
 * One trade does not both close and turn a position: a reduction ends at zero.
 */
record PerpV2Limits(PerpV2Position position) {
    private static final double TICK = 1.0001;
    private static final double USED_OF_BAND = 0.95;
    private static final double USED_OF_TICKS = 0.5;
    /** Halvings: 2^64 is more than any amount has digits. */
    private static final int STEPS = 64;

    TokenAmount largestChange(int direction) {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction must be 1 or -1, was " + direction);
        }
        BigInteger size = position.account().positionSize();
        boolean reducing = size.signum() != 0 && size.signum() != direction;
        BigInteger depth = depth(direction);
        BigInteger most = switch (position.condition()) {
            case FROZEN, UNREADABLE -> BigInteger.ZERO;
            case REDUCE_ONLY -> reducing ? reduction(size, depth, direction) : BigInteger.ZERO;
            case OPEN -> reducing ? reduction(size, depth, direction) : opening(depth, direction);
        };
        return new TokenAmount(position.pair().base(), most);
    }

    private BigInteger reduction(BigInteger size, BigInteger depth, int direction) {
        BigInteger most = size.abs().min(depth);
        return passes(most, direction, position.market().mmRatio()) ? most : BigInteger.ZERO;
    }

    /** Free collateral only falls as the trade grows, so halving finds the largest. */
    private BigInteger opening(BigInteger depth, int direction) {
        int imRatio = position.market().imRatio();
        if (passes(depth, direction, imRatio)) {
            return depth;
        }
        BigInteger passing = BigInteger.ZERO;
        BigInteger failing = depth;
        for (int i = 0; i < STEPS; i++) {
            BigInteger middle = passing.add(failing).shiftRight(1);
            if (passes(middle, direction, imRatio)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }

    private boolean passes(BigInteger base, int direction, int ratioMillionths) {
        BigInteger signed = direction > 0 ? base : base.negate();
        PerpV2Account after = position.traded(new TokenDelta(position.pair().base(), signed));
        return PerpV2Totals.freeAt(ratioMillionths, after, position.market()).signum() >= 0;
    }

    /** Base the pool takes or gives before a limit on its price is reached, rounded down. */
    private BigInteger depth(int direction) {
        PerpV2Market market = position.market();
        double index = market.indexPrice().doubleValue() / 1e18;
        double spread = market.maxPriceSpreadRatio() / 1e6 * USED_OF_BAND;
        double ticks = Math.pow(TICK, market.maxTickCrossed() * USED_OF_TICKS);
        double here = market.pool().price();
        double limit = direction > 0
                ? Math.min(index * (1 + spread), here * ticks)
                : Math.max(index * (1 - spread), here / ticks);
        double base = market.pool().baseChangeTo(limit) * direction;
        return base > 0 ? TokenDelta.ofModel(position.pair().base(), base).units() : BigInteger.ZERO;
    }
}
