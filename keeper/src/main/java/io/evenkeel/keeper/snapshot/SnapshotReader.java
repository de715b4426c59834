package io.evenkeel.keeper.snapshot;

import io.evenkeel.market.MarketSnapshot;
import java.util.List;

/** Reads the world for one account. */
public interface SnapshotReader {
    SnapshotOutcome read();

    sealed interface SnapshotOutcome {
        record Taken(MarketSnapshot snapshot) implements SnapshotOutcome {}

        /** Nothing can be said about the world; nothing may be decided. */
        record Refused(List<String> reasons) implements SnapshotOutcome {}
    }
}
