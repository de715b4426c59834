package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who fills other people's orders at one protocol for a fee: in time, late, or never. The market's driver asks
 * before every block whether it has anything for it.
 */
public interface OrderFiller {
    /** The protocol, as in {@code perps-v2}. */
    String protocol();

    /** From now on it fills this account's orders too. */
    void watch(Address account);

    /** From now on it comes this long after an order was committed, which may be too late. */
    void comesAfter(Duration delay);

    /** It never comes again. */
    void leave();

    /**
     * What it sends into a block of this time, for orders as they are at the newest block.
     *
     * @param price that it brings
     */
    List<Filling> due(MarketPrice price, Instant blockTime);

    /**
     * Why an order was not filled although the attempt itself was mined and did not fail; empty when it was.
     *
     * @param receipt of the attempt
     */
    default String refusalIn(JsonNode receipt) {
        return "";
    }

    /** An attempt: the protocol may refuse it. */
    record Filling(Address account, UnlockedTransaction transaction) {}
}
