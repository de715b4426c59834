package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.node.NodeGateway;

/** One node: what can be read from it, what can be sent through it, and how often it was asked. */
public interface NodeClient extends ChainReader, NodeGateway, AutoCloseable {
    /** Host and port; nothing secret. */
    String name();

    RequestCounter requests();

    @Override
    void close();
}
