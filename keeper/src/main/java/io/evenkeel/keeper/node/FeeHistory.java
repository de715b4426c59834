package io.evenkeel.keeper.node;

import io.evenkeel.units.FeePerGas;
import java.util.List;

/**
 * What the newest blocks cost.
 *
 * @param nextBaseFee base fee of the block that comes next
 * @param tips one per block, oldest first: the tip at the percentile asked for; empty when the node has none
 */
public record FeeHistory(FeePerGas nextBaseFee, List<FeePerGas> tips) {
    public FeeHistory {
        tips = List.copyOf(tips);
    }
}
