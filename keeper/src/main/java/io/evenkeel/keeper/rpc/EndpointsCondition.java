package io.evenkeel.keeper.rpc;

import java.util.List;

/** How many of the configured endpoints can be worked with. Reasons name the endpoint first. */
public sealed interface EndpointsCondition {
    record AllUsable() implements EndpointsCondition {}

    /** Enough to go on with what reduces risk; opening trades wait. */
    record SomeUsable(List<String> reasons) implements EndpointsCondition {
        public SomeUsable {
            reasons = List.copyOf(reasons);
        }
    }

    record NoneUsable(List<String> reasons) implements EndpointsCondition {
        public NoneUsable {
            reasons = List.copyOf(reasons);
        }
    }
}
