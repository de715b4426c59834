package io.evenkeel.plan;

import java.util.List;

/** What a cycle decided. */
public sealed interface Decision {
    /** Nothing to do: inside the band, or trading now costs more than the risk it saves. */
    record Hold(List<String> reasons) implements Decision {
        public Hold {
            reasons = List.copyOf(reasons);
        }
    }

    /** Do this. */
    record Act(HedgePlan plan) implements Decision {}

    /** Something should be done and must not, or cannot: an operator has to know. Nothing is sent. */
    record Refuse(List<String> reasons) implements Decision {
        public Refuse {
            reasons = List.copyOf(reasons);
        }
    }
}
