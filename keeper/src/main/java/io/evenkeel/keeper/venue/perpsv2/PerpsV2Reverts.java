package io.evenkeel.keeper.venue.perpsv2;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** What Synthetix PerpsV2 says to an account that commits to orders and moves margin. */
public final class PerpsV2Reverts {
    private static final String MOVES_ON = "the position counts in full and new hedge need goes to other venues";

    public static final RevertTable TABLE = RevertTable.of(
            "perps-v2",
            // the one order an account may have
            refusal(
                    "previous order exists",
                    "an order is pending already",
                    "it counts as filled until it is too old, then it is cleared away"),
            refusal(
                    "Pending order exists",
                    "margin is not moved while an order is pending",
                    "half a minute later it is filled or too old"),
            refusal("no previous order", "the order was filled or cleared away meanwhile", NEXT_SNAPSHOT),
            refusal("cannot cancel yet", "the order could still be filled", "it is cleared away once it is too old"),
            refusal("Cannot submit empty order", "an order of nothing", BUG),
            // margin and size
            refusal(
                    "Insufficient margin",
                    "less margin than the least there may be",
                    "the next plan adds collateral first or opens less"),
            refusal(
                    "Max leverage exceeded",
                    "more leverage than the market allows",
                    "the next plan adds collateral first or opens less"),
            refusal(
                    "Position can be liquidated",
                    "at or under the liquidation margin now or after the order",
                    "the next plan adds collateral first"),
            refusal(
                    "Max market size exceeded",
                    "this side of the market is as large as it may be",
                    "the hedge goes to other venues until there is room"),
            refusal(
                    "Position flagged",
                    "somebody has begun to liquidate the position",
                    "nothing can be done until it is over"),
            refusal("SafeMath: subtraction overflow", "more sUSD than the account has was to be put in", NEXT_SNAPSHOT),
            // price and suspension
            refusal("Invalid price", "the protocol does not believe its price feed", MOVES_ON),
            refusal("Market suspended", "the market is suspended", MOVES_ON),
            refusal("Futures markets are suspended. Operation prohibited", "all markets are suspended", MOVES_ON),
            refusal("Synth is suspended. Operation prohibited", "the asset is suspended", MOVES_ON),
            refusal(
                    "Synthetix is suspended, upgrade in progress... please stand by",
                    "the whole protocol is being upgraded",
                    MOVES_ON),
            refusal("Synthetix is suspended. Operation prohibited", "the whole protocol is suspended", MOVES_ON));

    private PerpsV2Reverts() {}
}
