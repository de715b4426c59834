package io.evenkeel.market;

import io.evenkeel.units.TokenAmount;
import java.util.List;

/** What the vault itself holds, outside every hedge venue. */
public record Holdings(TokenAmount idleBase, TokenAmount idleQuote, List<RangePosition> ranges) {
    public Holdings {
        ranges = List.copyOf(ranges);
    }
}
