package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.ForkedChain;
import java.util.List;
import java.util.Optional;

/**
 * How one protocol fails those who use it, done as it would be done to the real one: by its owner where that has the
 * power, and with the test node's where only a thief would have it. One class per protocol, and a line in {@link #ALL}.
 */
public interface FailingProtocol {
    List<FailingProtocol> ALL =
            List.of(new PerpV2Failing(), new AaveV3Failing(), new PerpsV2Failing(), new GmxV2Failing());

    /** The protocol, as in {@code perp-v2}. */
    String protocol();

    /** Whether orders are filled there by somebody who may stay away. */
    boolean fillsLater();

    /** What has to be deployed besides what every origin has; empty where nothing has. */
    Optional<String> extra();

    /**
     * Makes it fail now, in a block or two of its own.
     *
     * @param account whose position is to be liquidated where it is that
     * @return what has happened, in words
     * @throws IllegalStateException when the account has no position that could be liquidated
     */
    String fail(FailureKind kind, ForkedChain chain, MarketDriver market, Address account);

    static Optional<FailingProtocol> of(String protocol) {
        return ALL.stream()
                .filter(failing -> failing.protocol().equals(protocol))
                .findFirst();
    }
}
