package io.evenkeel.plan;

import java.util.List;
import java.util.stream.Stream;

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

    /** The same with these after its reasons. */
    default Decision with(List<String> further) {
        return switch (this) {
            case Hold hold -> new Hold(joined(hold.reasons, further));
            case Refuse refuse -> new Refuse(joined(refuse.reasons, further));
            case Act act -> new Act(act.plan.withReasons(joined(act.plan.reasons(), further)));
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
