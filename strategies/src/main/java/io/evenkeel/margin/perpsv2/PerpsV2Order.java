package io.evenkeel.margin.perpsv2;

import java.math.BigInteger;

/**
 * What an account has committed to and nobody has filled.
 *
 * @param size 1e18 base; negative sells
 * @param desiredFillPrice sUSD 1e18 for one base: filled at this or better, or not at all
 * @param intentionTime seconds: when it was committed
 * @param live whether it can still be filled; false: it only waits for somebody to clear it away
 */
public record PerpsV2Order(BigInteger size, BigInteger desiredFillPrice, long intentionTime, boolean live) {
    public PerpsV2Order {
        if (size.signum() == 0) {
            throw new IllegalArgumentException("an order of nothing");
        }
    }
}
