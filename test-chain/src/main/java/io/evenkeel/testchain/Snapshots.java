package io.evenkeel.testchain;

import java.time.Duration;

/**
 * Saved states of a chain. Returning to one also returns its clock: the next block is mined a block time after the
 * one that was newest then, not at whatever the wall clock has reached meanwhile.
 */
public final class Snapshots {
    private static final Duration BLOCK_TIME = BlockProducer.BLOCK_TIME;

    private final JsonRpc rpc;

    public Snapshots(JsonRpc rpc) {
        this.rpc = rpc;
    }

    /** A saved state; good for one return, after which it must be taken again. */
    public record Snapshot(String id) {}

    public Snapshot take() {
        return new Snapshot(rpc.request("evm_snapshot").asString());
    }

    /** @throws IllegalArgumentException when the snapshot has been used or the chain has returned to an earlier one */
    public void returnTo(Snapshot snapshot) {
        if (!rpc.request("evm_revert", snapshot.id()).asBoolean()) {
            throw new IllegalArgumentException("snapshot " + snapshot.id() + " is no more");
        }
        rpc.request(
                "evm_setNextBlockTimestamp",
                JsonRpc.hex(rpc.blockTime().plus(BLOCK_TIME).getEpochSecond()));
    }
}
