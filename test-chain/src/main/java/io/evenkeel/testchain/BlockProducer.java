package io.evenkeel.testchain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Mines blocks at given times, twelve seconds apart like a real chain's, whatever the wall clock says. The base fee
 * is held where it is put: left alone it would fall to nothing on blocks that are nearly empty.
 */
public final class BlockProducer {
    public static final Duration BLOCK_TIME = Duration.ofSeconds(12);
    /** 20 gwei. */
    private static final BigInteger USUAL_BASE_FEE_WEI = BigInteger.valueOf(20_000_000_000L);

    private final JsonRpc rpc;
    private BigInteger baseFeeWei = USUAL_BASE_FEE_WEI;

    public BlockProducer(JsonRpc rpc) {
        this.rpc = rpc;
        rpc.request("evm_setAutomine", false);
    }

    /** A block that was mined. */
    public record MinedBlock(long number, Instant time) {}

    /** The base fee per gas of every block from now on, in wei. */
    public void holdBaseFee(BigInteger wei) {
        baseFeeWei = wei;
    }

    /** The newest block. */
    public MinedBlock head() {
        return minedBlock(rpc.request("eth_getBlockByNumber", "latest", false));
    }

    /** Mines what is pending, twelve seconds after the newest block. */
    public MinedBlock mineNext() {
        return mineAt(head().time().plus(BLOCK_TIME));
    }

    /** Mines blocks twelve seconds apart. */
    public MinedBlock mineNext(int blocks) {
        if (blocks < 1) {
            throw new IllegalArgumentException("at least one block, not " + blocks);
        }
        MinedBlock mined = mineNext();
        for (int i = 1; i < blocks; i++) {
            mined = mineAt(mined.time().plus(BLOCK_TIME));
        }
        return mined;
    }

    /** Mines what is pending into a block of exactly this time, which must be after the newest block's. */
    public MinedBlock mineAt(Instant time) {
        rpc.request("hardhat_setNextBlockBaseFeePerGas", JsonRpc.hex(baseFeeWei));
        rpc.request("evm_mine", JsonRpc.hex(time.getEpochSecond()));
        return head();
    }

    private static MinedBlock minedBlock(JsonNode block) {
        return new MinedBlock(JsonRpc.quantity(block.path("number")).longValueExact(), JsonRpc.timestamp(block));
    }
}
