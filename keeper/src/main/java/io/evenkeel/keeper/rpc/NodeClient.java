package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.node.NodeGateway;
import java.util.Optional;

/** One node: what can be read from it, what can be sent through it, and how often it was asked. */
public interface NodeClient extends ChainReader, NodeGateway, AutoCloseable {
    /** As the configuration calls it; nothing secret. */
    String name();

    RequestCounter requests();

    /** What stands between the keeper and this node, where something does. */
    default Optional<GuardFigures> guard() {
        return Optional.empty();
    }

    @Override
    void close();
}
