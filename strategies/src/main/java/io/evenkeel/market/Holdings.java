package io.evenkeel.market;

import io.evenkeel.units.TokenAmount;
import java.util.List;

/**
 * What the vault itself holds, outside every hedge venue.
 *
 * @param further what is neither of the pair nor a range of it: staked tokens, shares of vaults, loans, options
 */
public record Holdings(TokenAmount idleBase, TokenAmount idleQuote, List<RangePosition> ranges, Portfolio further) {
    public Holdings {
        ranges = List.copyOf(ranges);
    }

    /** Of the pair alone. */
    public Holdings(TokenAmount idleBase, TokenAmount idleQuote, List<RangePosition> ranges) {
        this(idleBase, idleQuote, ranges, Portfolio.NOTHING);
    }

    /** The same after idle tokens have moved. */
    public Holdings withIdle(TokenAmount newIdleBase, TokenAmount newIdleQuote) {
        return new Holdings(newIdleBase, newIdleQuote, ranges, further);
    }
}
