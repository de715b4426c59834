package io.evenkeel.keeper.adapter.jackson;

import static io.evenkeel.keeper.adapter.jackson.RpcValues.hex;

import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.rpc.RpcTransport;
import io.evenkeel.keeper.rpc.RpcTransport.TransportOutcome;
import io.evenkeel.keeper.sign.SignedTransaction;
import io.evenkeel.keeper.submit.PrivateRelay;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speaks to a private relay, in the two ways that most of them know. What a relay answers besides an error is its own
 * affair: some give a hash, some a number.
 */
public final class JsonRpcRelay implements PrivateRelay {
    /** How bytes are handed over. */
    public enum Method {
        /** Kept by the relay and offered for every block up to the last. */
        PRIVATE_TRANSACTION,
        /** For the next block only: what is not in it is handed over again with the next repetition. */
        BUNDLE
    }

    private final RpcTransport transport;
    private final Method method;
    private final AtomicLong lastId = new AtomicLong();

    public JsonRpcRelay(RpcTransport transport, Method method) {
        this.transport = transport;
        this.method = method;
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public NodeAnswer<Accepted> submit(SignedTransaction transaction, long head, long lastBlock) {
        String raw = hex(transaction.raw());
        RpcCall<Accepted> call = switch (method) {
            case PRIVATE_TRANSACTION ->
                call(
                        "eth_sendPrivateTransaction",
                        Map.of("tx", raw, "maxBlockNumber", hex(lastBlock), "preferences", Map.of("fast", true)));
            case BUNDLE -> call("eth_sendBundle", Map.of("txs", List.of(raw), "blockNumber", hex(head + 1)));
        };
        long id = lastId.incrementAndGet();
        return switch (transport.post(RpcReplies.bytes(call.withId(id)))) {
            case TransportOutcome.Answered answered -> RpcReplies.one(id, call, answered.httpStatus(), answered.body());
            case TransportOutcome.Failed failed -> NodeAnswer.fault(new NodeFault.Unavailable(failed.reason()));
            case TransportOutcome.NotTried not -> NodeAnswer.fault(new NodeFault.Unavailable(not.reason()));
        };
    }

    private static RpcCall<Accepted> call(String name, Map<String, Object> parameters) {
        return new RpcCall<>(name, List.of(parameters), result -> new Accepted());
    }
}
