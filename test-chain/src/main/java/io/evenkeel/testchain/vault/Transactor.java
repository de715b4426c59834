package io.evenkeel.testchain.vault;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import io.evenkeel.chain.Address;
import io.evenkeel.testchain.BlockProducer;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.RpcException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ContractUtils;
import tools.jackson.databind.JsonNode;

/**
 * Sends transactions from an account whose key the node holds, many to a block. What a deployment's address will be
 * is known before it is mined, so that one that needs another's address can go into the same block.
 */
public final class Transactor {
    private static final long GWEI = 1_000_000_000L;
    private static final long LARGEST_FEE_WEI = 10_000 * GWEI;
    private static final long GAS = 6_000_000;
    /** Blocks that what is pending may take; each holds at least three of our largest. */
    private static final int MOST_BLOCKS = 12;

    private final JsonRpc rpc;
    private final BlockProducer blocks;
    private final Address from;
    private final List<Sent> pending = new ArrayList<>();

    private record Sent(String what, String hash, Map<String, String> transaction) {}

    public Transactor(JsonRpc rpc, BlockProducer blocks, Address from) {
        this.rpc = rpc;
        this.blocks = blocks;
        this.from = from;
    }

    public Address from() {
        return from;
    }

    /** Sends a contract's creation and answers where it will be. */
    Address deploy(String what, byte[] creation) {
        BigInteger nonce = JsonRpc.quantity(rpc.request("eth_getTransactionCount", from.hex(), "pending"));
        send("deploying " + what, null, creation, BigInteger.ZERO);
        return Address.of(ContractUtils.generateContractAddress(from.hex(), nonce));
    }

    /** Sends a call, to be mined with the others. */
    public void call(Address to, Function function, Object... arguments) {
        call(to, BigInteger.ZERO, function, arguments);
    }

    /** Sends a call with ether. */
    public void call(Address to, BigInteger wei, Function function, Object... arguments) {
        send(
                function.getName() + " on " + to,
                to,
                function.encodeCall(Tuple.from(arguments)).array(),
                wei);
    }

    /** Sends a call whose data is ready made. */
    public void call(String what, Address to, byte[] data) {
        send(what, to, data, BigInteger.ZERO);
    }

    /**
     * Mines until everything sent has been mined.
     *
     * @throws IllegalStateException for the first that failed, with its reason
     */
    public void mine() {
        for (int block = 0; block < MOST_BLOCKS && !pending.isEmpty(); block++) {
            blocks.mineNext();
            pending.removeIf(this::hasSucceeded);
        }
        if (!pending.isEmpty()) {
            throw new IllegalStateException(pending.getFirst().what() + " was not mined in " + MOST_BLOCKS + " blocks");
        }
    }

    /** A read-only call at the newest block, decoded. */
    public Tuple read(Address to, Function function, Object... arguments) {
        return function.decodeReturn(
                rpc.call(to, function.encodeCall(Tuple.from(arguments)).array()));
    }

    private void send(String what, @Nullable Address to, byte[] data, BigInteger wei) {
        Map<String, String> transaction = new HashMap<>();
        transaction.put("from", from.hex());
        transaction.put("data", JsonRpc.hex(data));
        transaction.put("value", JsonRpc.hex(wei));
        transaction.put("gas", JsonRpc.hex(GAS));
        transaction.put("maxFeePerGas", JsonRpc.hex(LARGEST_FEE_WEI));
        transaction.put("maxPriorityFeePerGas", JsonRpc.hex(GWEI));
        if (to != null) {
            transaction.put("to", to.hex());
        }
        String hash = rpc.request("eth_sendTransaction", transaction).asString();
        pending.add(new Sent(what, hash, transaction));
    }

    private boolean hasSucceeded(Sent sent) {
        JsonNode receipt = rpc.request("eth_getTransactionReceipt", sent.hash());
        if (!receipt.isObject()) {
            return false;
        }
        if (!"0x1".equals(receipt.path("status").asString(""))) {
            throw new IllegalStateException(sent.what() + " failed: " + reasonOf(sent));
        }
        return true;
    }

    /** Replays a failed transaction on the newest state, which says why as long as nothing else has changed it. */
    private String reasonOf(Sent sent) {
        Map<String, String> replay = new HashMap<>(sent.transaction());
        replay.remove("maxFeePerGas");
        replay.remove("maxPriorityFeePerGas");
        try {
            rpc.request("eth_call", replay, "latest");
            return "a replay on the next state succeeds";
        } catch (RpcException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
