package io.evenkeel.testchain.market;

import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.ForkedChain;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The third party of PerpsV2: for a fee, somebody brings Pyth's price and fills the orders of others, clears away what
 * nobody filled in time, and liquidates. Here it comes exactly when it is sent for: in time, late, or never.
 */
public final class PerpsV2Executor {
    private static final long GAS = 5_000_000;
    private static final long GWEI = 1_000_000_000L;
    /** Far above any base fee of a scenario. */
    private static final long LARGEST_FEE_WEI = 10_000 * GWEI;

    private final JsonRpc rpc;
    private final BlockProducer blocks;
    private final Address from;
    private final Address market;
    private final PerpsV2Calls calls;

    /** @param from who it is: an account whose key the node holds */
    public PerpsV2Executor(ForkedChain chain, BlockProducer blocks, Address from) {
        this.rpc = chain.rpc();
        this.blocks = blocks;
        this.from = from;
        this.market = chain.addresses().get("perpsV2.market");
        this.calls = PerpsV2Calls.read(chain.addresses(), rpc);
    }

    /** What came of an attempt. A refusal is in the protocol's own words and has changed nothing. */
    public sealed interface Attempt {
        record Done() implements Attempt {}

        record Refused(String words) implements Attempt {}
    }

    /**
     * Tries to fill the account's order in a block of this time, at a price published in the same second.
     *
     * @param usdE8 dollars for one ETH, eight decimals
     */
    public Attempt execute(Address account, BigInteger usdE8, Instant at) {
        return execute(account, usdE8, at, at);
    }

    /** The same with a price of another second. */
    public Attempt execute(Address account, BigInteger usdE8, Instant published, Instant at) {
        return attempt(calls.execute(account, usdE8, published), PerpsV2Calls.PYTH_FEE_WEI, at);
    }

    /** Tries to clear away the account's order. */
    public Attempt cancel(Address account, Instant at) {
        return attempt(PerpsV2Calls.cancel(account), BigInteger.ZERO, at);
    }

    /** Tries to flag the account's position, which takes its order away; the first half of a liquidation. */
    public Attempt flag(Address account, Instant at) {
        return attempt(PerpsV2Calls.flag(account), BigInteger.ZERO, at);
    }

    /** Tries to close a flagged position. */
    public Attempt liquidate(Address account, Instant at) {
        return attempt(PerpsV2Calls.liquidate(account), BigInteger.ZERO, at);
    }

    private Attempt attempt(byte[] data, BigInteger wei, Instant at) {
        Map<String, String> call = Map.of(
                "from", from.hex(),
                "to", market.hex(),
                "data", JsonRpc.hex(data),
                "value", JsonRpc.hex(wei),
                "gas", JsonRpc.hex(GAS));
        Map<String, String> transaction = new HashMap<>(call);
        transaction.put("maxFeePerGas", JsonRpc.hex(LARGEST_FEE_WEI));
        transaction.put("maxPriorityFeePerGas", JsonRpc.hex(GWEI));
        String hash = rpc.request("eth_sendTransaction", transaction).asString();
        blocks.mineAt(at);
        boolean done = "0x1"
                .equals(rpc.request("eth_getTransactionReceipt", hash)
                        .path("status")
                        .asString(""));
        return done ? new Attempt.Done() : new Attempt.Refused(refusal(call));
    }

    /** The failed call again on the state it left, which is the one it found, in a block of the same second. */
    private String refusal(Map<String, String> call) {
        try {
            rpc.request("eth_call", call, "latest");
            throw new IllegalStateException("failed in its block and succeeds after it");
        } catch (RpcException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
