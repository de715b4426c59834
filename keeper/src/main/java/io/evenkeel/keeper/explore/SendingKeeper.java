package io.evenkeel.keeper.explore;

import io.evenkeel.chain.ChainReader;
import io.evenkeel.keeper.account.PreparedExecution;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.node.NodeGateway;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.keeper.submit.DispatchOutcome;
import java.time.Instant;
import java.util.List;

/** What is explored: the real one, or one that was broken on purpose to see whether that is found. */
interface SendingKeeper {
    /** @param head number of the block the plan was made on */
    DispatchOutcome dispatch(PreparedExecution execution, long head, Instant at);

    /** One look at everything unsettled. */
    List<SettlementOutcome> step(Instant at);

    /** Starts one on what is left of the last. */
    interface Maker {
        SendingKeeper start(NodeGateway node, ChainReader chain, Journal journal);
    }

    /** Makes the disk a life's journal is on. */
    interface DiskMaker {
        FakeDisk make(FaultScript script);
    }
}
