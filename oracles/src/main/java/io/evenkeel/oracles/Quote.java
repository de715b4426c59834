package io.evenkeel.oracles;

import io.evenkeel.market.PriceView;
import java.util.List;

/** What the sources together say. */
public sealed interface Quote {
    /** There is a price; the view says whether it is sure. */
    record Priced(PriceView view) implements Quote {}

    /** No source gave a usable number. */
    record NoPrice(List<String> reasons) implements Quote {
        public NoPrice {
            reasons = List.copyOf(reasons);
        }
    }
}
