package io.evenkeel.margin.lyra;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Where the spot makes a sold option liquidatable, to one unit of the price: at the price given it stands, one unit
 * further it does not.
 */
public final class LyraPrices {
    /** What stands at so many times the spot, or at so small a part of it, stands for good. */
    private static final BigInteger FARTHEST = BigInteger.valueOf(1_000);

    private final LyraMarket market;
    private final BigInteger spot;

    public LyraPrices(LyraMarket market, BigInteger spot) {
        this.market = market;
        this.spot = spot;
    }

    /** Where it is liquidatable already, the spot. */
    public Optional<BigInteger> highestSafe(LyraPosition position) {
        BigInteger farthest = spot.multiply(FARTHEST);
        if (position.type().isPut() || isSafe(position, farthest)) {
            return Optional.empty();
        }
        return Optional.of(isSafe(position, spot) ? between(position, spot, farthest) : spot);
    }

    /** Where it is liquidatable already, the spot. */
    public Optional<BigInteger> lowestSafe(LyraPosition position) {
        BigInteger farthest = spot.divide(FARTHEST);
        if (!position.type().isPut() || isSafe(position, farthest)) {
            return Optional.empty();
        }
        return Optional.of(isSafe(position, spot) ? between(position, spot, farthest) : spot);
    }

    private boolean isSafe(LyraPosition position, BigInteger price) {
        return position.collateral().compareTo(market.collateral().minimum(position, market, price)) >= 0;
    }

    /** The last safe price on the way from one that is to one that is not. */
    private BigInteger between(LyraPosition position, BigInteger safe, BigInteger unsafe) {
        BigInteger good = safe;
        BigInteger bad = unsafe;
        while (good.subtract(bad).abs().compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = good.add(bad).shiftRight(1);
            if (isSafe(position, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
