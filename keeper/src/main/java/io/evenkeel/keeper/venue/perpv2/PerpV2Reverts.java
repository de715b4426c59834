package io.evenkeel.keeper.venue.perpv2;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** The codes of Perpetual Protocol v2 that a hedging account can meet. */
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
            refusal("CH_PSCF", "the amounts exchanged miss the bound of the call", NEXT_SNAPSHOT),
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
            refusal("CH_EAV", "the account is not liquidatable", "nothing has to be done"),
            refusal("CH_NEXO", "the account's orders are not excessive", "nothing has to be done"),
            refusal(
                    "CH_CLWTISO",
                    "the account still has maker orders",
                    "nothing: the vault is never a maker, so somebody must look"),
            refusal("CH_PSZ", "there is no position to close", NEXT_SNAPSHOT),
            refusal("CH_WLD", "a liquidation in the wrong direction", BUG),
            // depth and price limits
            refusal(
                    "EX_OPB",
                    "the pool would be further from the index than the market's price band allows",
                    "the hedge goes to other venues until the pool is back near the index"),
            refusal(
                    "EX_OPLAS",
                    "the trade would move the pool over its tick limit for these fifteen seconds",
                    "the next plan takes a smaller slice or another venue"),
            refusal("EX_MIP", "the market's tick limit is zero, which stops trading", MOVES_ON),
            refusal("CH_OMPS", "the pool is too far from the index to add liquidity", BUG),
            refusal("UB_UOA", "the pool has less to give than was asked for", "the next plan asks for less"),
            // paused or closed
            refusal("CH_MNO", "the market is paused or closed", MOVES_ON),
            refusal("CH_MP", "the market is paused", MOVES_ON),
            refusal("CH_MNC", "the market is not closed", NEXT_SNAPSHOT),
            refusal("Pausable: paused", "the protocol is paused", MOVES_ON),
            refusal("BT_NO", "the base token is not open", MOVES_ON),
            refusal("EX_BTNE", "the market does not exist", BUG),
            // collateral
            refusal("V_ZA", "an amount of zero", BUG),
            refusal("V_OSCT", "a token that is no collateral here", BUG),
            refusal("V_IBA", "the token took a part of the transfer for itself", BUG),
            refusal("V_CTNE", "too many kinds of collateral", BUG),
            refusal(
                    "V_GTSTBC",
                    "the protocol's cap on deposits is reached",
                    "the hedge goes to other venues until there is room"),
            refusal("V_GTDC", "the cap on deposits of this token is reached", "the hedge goes to other venues"),
            refusal("AB_MNE", "the account is in too many markets", BUG),
            // the protocol itself in trouble
            refusal(
                    "CH_IIC",
                    "the protocol's insurance fund cannot cover a bad debt",
                    "nothing: an operator should consider leaving this venue"),
            refusal("CH_SHNAOPT", "no approval to trade for this account", BUG),
            refusal("CH_OVOT", "only the vault or the trader may settle funding", BUG),
            refusal("CH_F0S", "a swap of nothing", BUG),
            refusal("CH_DUTB", "the taker balance may not be used here", BUG),
            refusal(
                    "OLD",
                    "the pool's history is too short for its average price",
                    "it waits for half an hour of history"),
            refusal("AS", "a swap of nothing", BUG),
            refusal("SPL", "the pool already stands at the price limit", NEXT_SNAPSHOT));

    private PerpV2Reverts() {}
}
