package io.evenkeel.keeper.venue.perpsv2;

import static java.util.Map.entry;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.RevertTable.RevertWords;
import java.util.Map;

/** What Synthetix PerpsV2 says to an account that commits to orders and moves margin. */
public final class PerpsV2Reverts {
    private static final String NEXT_SNAPSHOT = "the next cycle plans again from a new snapshot";
    private static final String MOVES_ON = "the position counts in full and new hedge need goes to other venues";
    private static final String BUG = "nothing is sent; this is a mistake in the plan and somebody must look";

    public static final RevertTable TABLE = new RevertTable(
            "perps-v2",
            Map.ofEntries(
                    // the one order an account may have
                    entry(
                            "previous order exists",
                            words(
                                    "an order is pending already",
                                    "it counts as filled until it is too old, then it is cleared away")),
                    entry(
                            "Pending order exists",
                            words(
                                    "margin is not moved while an order is pending",
                                    "half a minute later it is filled or too old")),
                    entry("no previous order", words("the order was filled or cleared away meanwhile", NEXT_SNAPSHOT)),
                    entry(
                            "cannot cancel yet",
                            words("the order could still be filled", "it is cleared away once it is too old")),
                    entry("Cannot submit empty order", words("an order of nothing", BUG)),
                    // margin and size
                    entry(
                            "Insufficient margin",
                            words(
                                    "less margin than the least there may be",
                                    "the next plan adds collateral first or opens less")),
                    entry(
                            "Max leverage exceeded",
                            words(
                                    "more leverage than the market allows",
                                    "the next plan adds collateral first or opens less")),
                    entry(
                            "Position can be liquidated",
                            words(
                                    "at or under the liquidation margin now or after the order",
                                    "the next plan adds collateral first")),
                    entry(
                            "Max market size exceeded",
                            words(
                                    "this side of the market is as large as it may be",
                                    "the hedge goes to other venues until there is room")),
                    entry(
                            "Position flagged",
                            words(
                                    "somebody has begun to liquidate the position",
                                    "nothing can be done until it is over")),
                    entry(
                            "SafeMath: subtraction overflow",
                            words("more sUSD than the account has was to be put in", NEXT_SNAPSHOT)),
                    // price and suspension
                    entry("Invalid price", words("the protocol does not believe its price feed", MOVES_ON)),
                    entry("Market suspended", words("the market is suspended", MOVES_ON)),
                    entry(
                            "Futures markets are suspended. Operation prohibited",
                            words("all markets are suspended", MOVES_ON)),
                    entry("Synth is suspended. Operation prohibited", words("the asset is suspended", MOVES_ON)),
                    entry(
                            "Synthetix is suspended, upgrade in progress... please stand by",
                            words("the whole protocol is being upgraded", MOVES_ON)),
                    entry(
                            "Synthetix is suspended. Operation prohibited",
                            words("the whole protocol is suspended", MOVES_ON))));

    private PerpsV2Reverts() {}

    private static RevertWords words(String meaning, String keeperDoes) {
        return new RevertWords(meaning, keeperDoes);
    }
}
