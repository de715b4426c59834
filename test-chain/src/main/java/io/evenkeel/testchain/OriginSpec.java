package io.evenkeel.testchain;

import java.time.Instant;
import java.util.List;

/**
 * What an origin chain is built to.
 *
 * @param usdPerEth the price every protocol starts at, whole dollars, 700 to 7000
 * @param head the time of its last block; forks continue from there
 * @param extras protocols besides those that every origin has, as in {@code perps-v2}
 */
public record OriginSpec(int usdPerEth, Instant head, List<String> extras) {
    /** Twelve seconds before 2021-05-19: the first block of a fork opens the day. */
    private static final Instant EVE = Instant.parse("2021-05-18T23:59:48Z");

    public OriginSpec {
        if (usdPerEth < 700 || usdPerEth > 7000) {
            throw new IllegalArgumentException(
                    "the makers quote from 600 to 8000; start between 700 and 7000, not at " + usdPerEth);
        }
        extras = List.copyOf(extras);
    }

    public static OriginSpec at(int usdPerEth) {
        return new OriginSpec(usdPerEth, EVE, List.of());
    }

    public OriginSpec with(String... protocols) {
        return new OriginSpec(usdPerEth, head, List.of(protocols));
    }
}
