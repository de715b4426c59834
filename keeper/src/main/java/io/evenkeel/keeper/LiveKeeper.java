package io.evenkeel.keeper;

import io.evenkeel.keeper.cycle.HedgeCycle;
import io.evenkeel.keeper.cycle.VenueLookout;
import io.evenkeel.keeper.health.WatchedSnapshots;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.settle.SettlementLoop;
import io.evenkeel.keeper.sign.TransactionSigner;
import java.util.Optional;

/** A keeper that can sign: what looks and decides, and what sends and settles. Closing it forgets the key. */
public record LiveKeeper(
        ReadOnlyKeeper reading,
        HedgeCycle cycle,
        SettlementLoop settlement,
        Journal journal,
        TransactionSigner signer,
        WatchedSnapshots watched)
        implements AutoCloseable {
    /** What looks at the protocols between cycles, where that is asked for. */
    public Optional<VenueLookout> lookout() {
        return reading.config().triggers().look().map(every -> new VenueLookout(watched, every));
    }

    @Override
    public void close() {
        signer.close();
        journal.close();
        reading.close();
    }
}
