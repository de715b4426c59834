package io.evenkeel.keeper.snapshot;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.MarketSnapshot;
import java.util.List;

/** Reads the world for one account. */
public interface SnapshotReader {
    SnapshotOutcome read();

    sealed interface SnapshotOutcome {
        /**
         * @param warnings what an operator should know although a plan can be made
         * @param notInPolicy venues that are configured here and that the policy on chain does not know: nothing can be
         *     done on them. Before a run a mistake in the configuration, during one the policy's owner has removed them.
         * @param observations what was seen of the protocols behind the venues that are configured
         */
        record Taken(
                MarketSnapshot snapshot,
                List<String> warnings,
                List<VenueId> notInPolicy,
                List<Observation> observations)
                implements SnapshotOutcome {
            public Taken {
                warnings = List.copyOf(warnings);
                notInPolicy = List.copyOf(notInPolicy);
                observations = List.copyOf(observations);
            }

            public Taken(MarketSnapshot snapshot) {
                this(snapshot, List.of(), List.of(), List.of());
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
