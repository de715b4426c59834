package io.evenkeel.keeper.submit;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Gas;

/**
 * How much gas a call may use: what the node estimates, and some on top, because state moves on between the estimate
 * and the block. After a call that ran out of gas the next gets twice as much on top, up to {@link #MOST}; after one
 * that ran, as much as at first. What it has learned is forgotten when the keeper stops.
 */
public final class GasAllowance {
    /** Twice the estimate: what needs more than that is not short of gas, it is another call. */
    static final Bps MOST = Bps.WHOLE;

    private final NodeGateway node;
    private final Bps usual;
    private volatile Bps padding;

    public GasAllowance(NodeGateway node, Bps usual) {
        this.node = node;
        this.usual = usual;
        this.padding = usual;
    }

    /** The padded estimate on the newest state, or why there is none. */
    public NodeAnswer<Gas> of(Address from, Address to, byte[] callData) {
        return node.estimateGas(from, to, callData).map(estimate -> estimate.paddedBy(padding));
    }

    public void ranOutOfGas() {
        padding = new Bps(Math.max(usual.value(), Math.min(2 * padding.value(), MOST.value())));
    }

    public void ran() {
        padding = usual;
    }
}
