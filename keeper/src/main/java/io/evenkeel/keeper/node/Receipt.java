package io.evenkeel.keeper.node;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.TxHash;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.Gas;
import java.util.List;

/**
 * That a transaction is in a block, and how it went.
 *
 * @param gasPrice what was really paid per gas
 */
public record Receipt(
        TxHash hash,
        long blockNumber,
        BlockHash blockHash,
        boolean succeeded,
        Gas gasUsed,
        FeePerGas gasPrice,
        List<LogEntry> logs) {
    public Receipt {
        logs = List.copyOf(logs);
    }
}
