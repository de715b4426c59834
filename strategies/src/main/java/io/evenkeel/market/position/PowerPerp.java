package io.evenkeel.market.position;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenDelta;
import java.time.Duration;

/**
 * A token that tracks a power of a price and pays for it by shrinking: {@code normalisation × S^power / scale}, and the
 * market's mark above that by the funding of one period. Squeeth is power 2, scale 10,000, period 17.5 days.
 *
 * @param amount power tokens, short is negative
 * @param terms what one token is
 */
public record PowerPerp(String name, TokenDelta amount, Terms terms) implements Instrument {
    /**
     * What one token is.
     *
     * @param market whose normalisation and funding apply
     * @param underlying S is its price in the unit of account
     * @param power at least 2; 1 is a {@link LinearPerp}
     * @param scale positive
     * @param fundingPeriod the mark over the index pays funding over this long, positive
     */
    public record Terms(VenueId market, Token underlying, int power, double scale, Duration fundingPeriod) {
        public Terms {
            if (power < 2) {
                throw new IllegalArgumentException("a power perpetual has a power of at least 2, was " + power);
            }
            if (!(scale > 0 && Double.isFinite(scale))) {
                throw new IllegalArgumentException("scale must be positive, was " + scale);
            }
            if (fundingPeriod.isNegative() || fundingPeriod.isZero()) {
                throw new IllegalArgumentException("funding period must be positive, was " + fundingPeriod);
            }
        }
    }
}
