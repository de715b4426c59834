package io.evenkeel.keeper.venue.perpv2;

import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** The refusals of Perpetual Protocol v2 to the calls that its rule lets a vault make. */
public final class PerpV2Reverts {
    private static final String MOVES_ON = "the short counts in full and new hedge need goes to other venues";

    public static final RevertTable TABLE = RevertTable.of(
            "perp-v2",
            // slippage and time
            refusal("CH_TE", "its deadline has passed", NEXT_SNAPSHOT),
            refusal("CH_TLRS", "selling would bring less than the plan's worst price", NEXT_SNAPSHOT),
            refusal("CH_TLRL", "the quote given buys less than the plan's worst price", NEXT_SNAPSHOT),
            refusal("CH_TMRL", "buying back would cost more than the plan's worst price", NEXT_SNAPSHOT),
            refusal("CH_TMRS", "the quote wanted takes more base than the plan's worst price", NEXT_SNAPSHOT),
            // margin
            refusal(
                    "CH_NEFCI",
                    "not enough free collateral to open this much at the initial margin",
                    "the next plan adds collateral first or opens less"),
            refusal(
                    "CH_NEFCM",
                    "below the maintenance margin, where not even a reduction passes",
                    "the next plan adds collateral first and reduces after"),
            refusal("V_NEFC", "more collateral than is free was to be taken out", NEXT_SNAPSHOT),
            refusal(
                    "V_GTSTBC",
                    "the protocol's cap on deposits is reached",
                    "the hedge goes to other venues until there is room"),
            // depth and price limits
            refusal(
                    "EX_OPB",
                    "the pool would be further from the index than the market's price band allows",
                    "the hedge goes to other venues until the pool is back near the index"),
            refusal(
                    "EX_OPLAS",
                    "the trade would move the pool over its tick limit for these fifteen seconds",
                    "the next plan takes a smaller slice or another venue"),
            refusal("UB_UOA", "the pool has less to give than was asked for", "the next plan asks for less"),
            refusal(
                    "OLD",
                    "the pool's history is too short for its average price",
                    "it waits for half an hour of history"),
            // paused or closed
            refusal("EX_MIP", "the market's tick limit is zero, which stops trading", MOVES_ON),
            refusal("CH_MNO", "the market is paused or closed", MOVES_ON),
            refusal("Pausable: paused", "the protocol is paused", MOVES_ON));

    private PerpV2Reverts() {}
}
