package io.evenkeel.keeper.cycle;

import io.evenkeel.market.MarketSnapshot;
import java.util.List;

/** Why only what reduces risk may be done now: an endpoint that is down, a cap that is already exceeded. */
public interface ReduceOnly {
    /** In the operator's words; empty when everything may be done. */
    List<String> reasons(MarketSnapshot snapshot);
}
