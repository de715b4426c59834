package io.evenkeel.testchain.vault;

import io.evenkeel.testchain.ForkedChain;
import java.math.BigInteger;
import java.util.Map;

/** The ETH / USD feed at another answer, for the length of one call: everything else is the chain as it is. */
final class AnsweringFeed {
    private AnsweringFeed() {}

    /**
     * State override: the feed's proxy replaced by code that gives this answer to every question, as one word and as a
     * round of five that is as old as the block.
     *
     * <pre>
     * PUSH32 answer  DUP1 MSTORE(0)  DUP1 MSTORE(32)  MSTORE(128)
     * TIMESTAMP      DUP1 MSTORE(64)  MSTORE(96)  RETURN(0, 160)
     * </pre>
     *
     * @param answer USD 1e8
     */
    static Map<String, Object> at(ForkedChain chain, BigInteger answer) {
        String code = "0x7f" + PerpV2GaugeTest.word(answer).substring(2) + "80600052" + "80602052" + "608052"
                + "4280604052" + "606052" + "60a06000f3";
        return Map.of(chain.addresses().get("chainlink.ethUsd").hex(), Map.of("code", code));
    }
}
