package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import java.time.Duration;

/**
 * What a vault keeps of one kind of option, as its operator wants it: calls it writes against base it has, or puts it
 * buys to protect that base. When a series expires the next one takes its place.
 *
 * @param part of the base the vault owns itself, what backs written calls included
 * @param delta of the series to take, without its sign: 0.25 is out of the money
 * @param leastToExpiry,mostToExpiry how far off the expiry of a series may be when it is traded
 */
public record OptionProgramme(Bps part, double delta, Duration leastToExpiry, Duration mostToExpiry) {
    public OptionProgramme {
        if (part.compareTo(Bps.WHOLE) > 0) {
            throw new IllegalArgumentException("no more than the whole of the base can be covered, was " + part);
        }
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("the delta of a series lies between 0 and 1, was " + delta);
        }
        if (leastToExpiry.isNegative() || mostToExpiry.compareTo(leastToExpiry) < 0) {
            throw new IllegalArgumentException(
                    "times to expiry from " + leastToExpiry + " to " + mostToExpiry + " contain none");
        }
    }
}
