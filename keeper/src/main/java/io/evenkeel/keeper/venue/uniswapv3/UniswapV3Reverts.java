package io.evenkeel.keeper.venue.uniswapv3;

import static java.util.Map.entry;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.RevertTable.RevertWords;
import java.util.Map;

/** The texts of the Uniswap v3 router, position manager and pools that a hedging account can meet. */
public final class UniswapV3Reverts {
    private static final String NEXT_SNAPSHOT = "the next cycle plans again from a new snapshot";
    private static final String BUG = "nothing is sent; this is a mistake in the plan and somebody must look";

    public static final RevertTable TABLE = new RevertTable(
            "uniswap-v3",
            Map.ofEntries(
                    entry(
                            "Too little received",
                            new RevertWords("selling would bring less than the plan's worst price", NEXT_SNAPSHOT)),
                    entry(
                            "Too much requested",
                            new RevertWords("buying would cost more than the plan's worst price", NEXT_SNAPSHOT)),
                    entry("Transaction too old", new RevertWords("its deadline has passed", NEXT_SNAPSHOT)),
                    entry(
                            "Price slippage check",
                            new RevertWords("the range would give less than the plan allows", NEXT_SNAPSHOT)),
                    entry(
                            "STF",
                            new RevertWords(
                                    "the vault has too little of the token that is to be paid, or has not approved it",
                                    NEXT_SNAPSHOT)),
                    entry("IIA", new RevertWords("the pool was not paid what it is owed", BUG)),
                    entry("LOK", new RevertWords("the pool is in the middle of another call", BUG)),
                    entry("AS", new RevertWords("a swap of nothing", BUG)),
                    entry("SPL", new RevertWords("the pool already stands at the price limit", NEXT_SNAPSHOT)),
                    entry(
                            "OLD",
                            new RevertWords(
                                    "the pool's history is too short for its average price",
                                    "it waits for a longer history")),
                    entry("Not approved", new RevertWords("the position belongs to somebody else", BUG)),
                    entry("Not cleared", new RevertWords("the position still holds liquidity or fees", BUG))));

    private UniswapV3Reverts() {}
}
