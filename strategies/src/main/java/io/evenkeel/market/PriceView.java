package io.evenkeel.market;

import io.evenkeel.units.Price;
import java.time.Instant;
import java.util.List;

/** What is known of the price. */
public sealed interface PriceView {
    /** The price that values are counted at. */
    Price best();

    /** The lowest price that is plausible. */
    Price low();

    /** The highest price that is plausible. */
    Price high();

    /** Fresh, inside circuit values, and a quorum of sources agrees. */
    record Sure(Price best, Instant observedAt) implements PriceView {
        @Override
        public Price low() {
            return best;
        }

        @Override
        public Price high() {
            return best;
        }
    }

    /** Stale, disagreeing or at a circuit value: only what reduces risk at every price in [low, high] may be done. */
    record Doubtful(Price low, Price best, Price high, List<String> reasons) implements PriceView {
        public Doubtful {
            if (low.compareTo(best) > 0 || best.compareTo(high) > 0) {
                throw new IllegalArgumentException("want low <= best <= high, was " + low + ", " + best + ", " + high);
            }
            reasons = List.copyOf(reasons);
        }
    }
}
