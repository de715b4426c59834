package io.evenkeel.risk;

import io.evenkeel.hedge.NoTradeBand;
import io.evenkeel.units.TokenDelta;
import java.util.List;

/** How the net delta should change, before anybody asks how. */
public sealed interface HedgeWish {
    /** The rule's band at the price that values are counted at, in whole base token of net delta. */
    NoTradeBand band();

    /** Leave it. */
    record Keep(NoTradeBand band, List<String> reasons) implements HedgeWish {
        public Keep {
            reasons = List.copyOf(reasons);
        }
    }

    /** Base token to add to the net delta; never zero, and never past the target at any plausible price. */
    record Change(NoTradeBand band, TokenDelta change, List<String> reasons) implements HedgeWish {
        public Change {
            reasons = List.copyOf(reasons);
        }
    }
}
