package io.evenkeel.keeper.node;

import io.evenkeel.chain.ChainId;
import java.util.Optional;

/** Which chain a node says it is on, and its newest block. */
public record ChainHead(ChainId chain, Optional<BlockHeader> newest) {}
