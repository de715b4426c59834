package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.JsonRpc;
import java.math.BigInteger;
import java.util.Map;

/** A transaction of an account whose key the node holds. Fees are fixed so that the node estimates nothing. */
public record UnlockedTransaction(Address from, Address to, byte[] data, BigInteger wei, long gas, long tipGwei) {
    private static final long GWEI = 1_000_000_000L;
    /** Far above any base fee of a scenario. */
    private static final long LARGEST_FEE_WEI = 10_000 * GWEI;

    public UnlockedTransaction(Address from, Address to, byte[] data, long gas, long tipGwei) {
        this(from, to, data, BigInteger.ZERO, gas, tipGwei);
    }

    Map<String, String> json() {
        return Map.of(
                "from", from.hex(),
                "to", to.hex(),
                "data", JsonRpc.hex(data),
                "value", JsonRpc.hex(wei),
                "gas", JsonRpc.hex(gas),
                "maxFeePerGas", JsonRpc.hex(LARGEST_FEE_WEI),
                "maxPriorityFeePerGas", JsonRpc.hex(tipGwei * GWEI));
    }

    /** The same as a read-only call, to learn why it failed. */
    Map<String, String> callJson() {
        return Map.of(
                "from", from.hex(),
                "to", to.hex(),
                "data", JsonRpc.hex(data),
                "value", JsonRpc.hex(wei),
                "gas", JsonRpc.hex(gas));
    }
}
