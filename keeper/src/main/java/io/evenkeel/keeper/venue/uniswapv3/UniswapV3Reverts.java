package io.evenkeel.keeper.venue.uniswapv3;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** The texts of the Uniswap v3 router, position manager and pools that a hedging account can meet. */
public final class UniswapV3Reverts {
    public static final RevertTable TABLE = RevertTable.of(
            "uniswap-v3",
            refusal("Too little received", "selling would bring less than the plan's worst price", NEXT_SNAPSHOT),
            refusal("Too much requested", "buying would cost more than the plan's worst price", NEXT_SNAPSHOT),
            refusal("Transaction too old", "its deadline has passed", NEXT_SNAPSHOT),
            refusal("Price slippage check", "the range would give less than the plan allows", NEXT_SNAPSHOT),
            refusal(
                    "STF",
                    "the vault has too little of the token that is to be paid, or has not approved it",
                    NEXT_SNAPSHOT),
            refusal("IIA", "the pool was not paid what it is owed", BUG),
            refusal("LOK", "the pool is in the middle of another call", BUG),
            refusal("AS", "a swap of nothing", BUG),
            refusal("SPL", "the pool already stands at the price limit", NEXT_SNAPSHOT),
            refusal("OLD", "the pool's history is too short for its average price", "it waits for a longer history"),
            refusal("Not approved", "the position belongs to somebody else", BUG),
            refusal("Not cleared", "the position still holds liquidity or fees", BUG));

    private UniswapV3Reverts() {}
}
