package io.evenkeel.keeper.venue.uniswapv3;

import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** What the Uniswap v3 router and position manager refuse with, of the calls that their rule lets a vault make. */
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
                    NEXT_SNAPSHOT));

    private UniswapV3Reverts() {}
}
