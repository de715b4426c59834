package io.evenkeel.margin.gmxv2;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The account's order, as long as no keeper of the protocol has dealt with it.
 *
 * @param key by which the protocol knows it
 * @param increases the short; otherwise it decreases it
 * @param sizeUsd dollars 1e30; 0 moves collateral alone
 * @param collateral USDC put in with one that increases, to be taken out by one that decreases
 * @param acceptablePrice the protocol's price: filled at this or better, or cancelled
 * @param createdAt,cancellableAfter seconds: since 1970, and of age
 * @param frozen it failed once and only waits to be cancelled
 */
public record GmxV2Order(
        String key,
        boolean increases,
        BigInteger sizeUsd,
        BigInteger collateral,
        BigInteger acceptablePrice,
        BigInteger executionFeeWei,
        long createdAt,
        long cancellableAfter,
        boolean frozen) {
    /** From a gauge's state. */
    static Optional<GmxV2Order> of(NamedValues state, String key) {
        if (state.integer("orderCount").signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new GmxV2Order(
                key,
                state.flag("orderIncreases"),
                state.integer("orderSizeUsd"),
                state.integer("orderCollateral"),
                state.integer("orderAcceptablePrice"),
                state.integer("orderExecutionFee"),
                state.integer("orderCreatedAt").longValueExact(),
                state.integer("cancellableAfter").longValueExact(),
                state.flag("orderFrozen")));
    }

    boolean live() {
        return !frozen;
    }

    /** USDC that comes back when it is cancelled. */
    BigInteger deposit() {
        return increases ? collateral : BigInteger.ZERO;
    }
}
