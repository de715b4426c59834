package io.evenkeel.margin.perpsv2;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The account in one market, named as the gauge names it. 18 decimals throughout: sUSD, base, sUSD for one base.
 *
 * @param size a short is negative
 * @param margin as last written down, at lastPrice and positionFundingEntry
 * @param idleSusd outside the market, with the account
 * @param flagged a liquidation has begun: nothing else is possible
 */
public record PerpsV2Account(
        BigInteger size,
        BigInteger margin,
        BigInteger lastPrice,
        BigInteger positionFundingEntry,
        BigInteger idleSusd,
        boolean flagged,
        Optional<PerpsV2Order> order) {
    /** From a gauge's state. */
    public static PerpsV2Account of(NamedValues state) {
        BigInteger ordered = state.integer("orderSize");
        return new PerpsV2Account(
                state.integer("size"),
                state.integer("margin"),
                state.integer("lastPrice"),
                state.integer("positionFundingEntry"),
                state.integer("idleSusd"),
                state.flag("flagged"),
                ordered.signum() == 0
                        ? Optional.empty()
                        : Optional.of(new PerpsV2Order(
                                ordered,
                                state.integer("orderDesiredFillPrice"),
                                state.integer("orderIntentionTime").longValueExact(),
                                state.integer("orderMinAge").longValueExact(),
                                state.integer("orderMaxAge").longValueExact(),
                                state.flag("orderLive"))));
    }

    /** 1e18 base: what may still be filled; 0 without an order that can be. */
    BigInteger promised() {
        return order.filter(PerpsV2Order::live).map(PerpsV2Order::size).orElse(BigInteger.ZERO);
    }

    PerpsV2Account withoutOrder() {
        return new PerpsV2Account(size, margin, lastPrice, positionFundingEntry, idleSusd, flagged, Optional.empty());
    }

    /** The same account with its margin changed and nothing else. */
    PerpsV2Account withMargin(BigInteger changed) {
        return new PerpsV2Account(size, changed, lastPrice, positionFundingEntry, idleSusd, flagged, order);
    }
}
