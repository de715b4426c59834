package io.evenkeel.keeper.rpc;

import java.util.Optional;

/** Carries one request body to a node and brings its answer back. Knows nothing of what is in them. */
public interface RpcTransport extends AutoCloseable {
    /** Names the node without anything secret: as it is configured, or host and port; never path, user or query. */
    String name();

    /** One attempt, bounded in time. Never throws for an expected outcome. */
    TransportOutcome post(byte[] body);

    /** The same for a question that changes nothing, which may therefore be sent again, byte for byte. */
    default TransportOutcome postRead(byte[] body) {
        return post(body);
    }

    /** What guards the node from us and us from it, where something does. */
    default Optional<GuardFigures> guard() {
        return Optional.empty();
    }

    @Override
    void close();

    sealed interface TransportOutcome {
        /** Something came back, whatever the status. */
        record Answered(int httpStatus, byte[] body) implements TransportOutcome {}

        /** Nothing came back; the request may or may not have arrived. */
        record Failed(String reason) implements TransportOutcome {}

        /** Not even tried: our own breaker or limit is closed to it. The request has certainly not arrived. */
        record NotTried(String reason, boolean forRate) implements TransportOutcome {}
    }
}
