package io.evenkeel.allocate;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.TokenDelta;

/**
 * What one venue is to do, not yet in order.
 *
 * @param delta base token, negative sells
 * @param collateral the venue's collateral token, positive into the venue
 */
public record VenueMove(VenueId venue, TokenDelta delta, TokenDelta collateral) {
    public boolean isNothing() {
        return delta.isZero() && collateral.isZero();
    }

    public VenueMove plus(VenueMove other) {
        if (!venue.equals(other.venue)) {
            throw new IllegalArgumentException("cannot add moves of " + venue + " and " + other.venue);
        }
        return new VenueMove(venue, delta.plus(other.delta), collateral.plus(other.collateral));
    }
}
