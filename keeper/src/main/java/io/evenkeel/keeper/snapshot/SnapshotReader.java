package io.evenkeel.keeper.snapshot;

import io.evenkeel.market.MarketSnapshot;
import java.util.List;

/** Reads the world for one account. */
public interface SnapshotReader {
    SnapshotOutcome read();

    sealed interface SnapshotOutcome {
        /** @param warnings what an operator should know although a plan can be made */
        record Taken(MarketSnapshot snapshot, List<String> warnings) implements SnapshotOutcome {
            public Taken {
                warnings = List.copyOf(warnings);
            }

            public Taken(MarketSnapshot snapshot) {
                this(snapshot, List.of());
            }
        }

        /** Nothing can be said about the world; nothing may be decided. */
        record Refused(List<String> reasons) implements SnapshotOutcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }
}
