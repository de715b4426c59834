package io.evenkeel.keeper.venue.perpv2;

import static java.util.Map.entry;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.RevertTable.RevertWords;
import java.util.Map;

/** The codes of Perpetual Protocol v2 that a hedging account can meet. */
public final class PerpV2Reverts {
    private static final String NEXT_SNAPSHOT = "the next cycle plans again from a new snapshot";
    private static final String MOVES_ON = "the short counts in full and new hedge need goes to other venues";
    private static final String BUG = "nothing is sent; this is a mistake in the plan and somebody must look";

    public static final RevertTable TABLE = new RevertTable(
            "perp-v2",
            Map.ofEntries(
                    // slippage and time
                    entry("CH_TE", words("its deadline has passed", NEXT_SNAPSHOT)),
                    entry("CH_TLRS", words("selling would bring less than the plan's worst price", NEXT_SNAPSHOT)),
                    entry("CH_TLRL", words("the quote given buys less than the plan's worst price", NEXT_SNAPSHOT)),
                    entry("CH_TMRL", words("buying back would cost more than the plan's worst price", NEXT_SNAPSHOT)),
                    entry(
                            "CH_TMRS",
                            words("the quote wanted takes more base than the plan's worst price", NEXT_SNAPSHOT)),
                    entry("CH_PSCF", words("the amounts exchanged miss the bound of the call", NEXT_SNAPSHOT)),
                    // margin
                    entry(
                            "CH_NEFCI",
                            words(
                                    "not enough free collateral to open this much at the initial margin",
                                    "the next plan adds collateral first or opens less")),
                    entry(
                            "CH_NEFCM",
                            words(
                                    "below the maintenance margin, where not even a reduction passes",
                                    "the next plan adds collateral first and reduces after")),
                    entry("V_NEFC", words("more collateral than is free was to be taken out", NEXT_SNAPSHOT)),
                    entry("CH_EAV", words("the account is not liquidatable", "nothing has to be done")),
                    entry("CH_NEXO", words("the account's orders are not excessive", "nothing has to be done")),
                    entry(
                            "CH_CLWTISO",
                            words(
                                    "the account still has maker orders",
                                    "nothing: the vault is never a maker, so somebody must look")),
                    entry("CH_PSZ", words("there is no position to close", NEXT_SNAPSHOT)),
                    entry("CH_WLD", words("a liquidation in the wrong direction", BUG)),
                    // depth and price limits
                    entry(
                            "EX_OPB",
                            words(
                                    "the pool would be further from the index than the market's price band allows",
                                    "the hedge goes to other venues until the pool is back near the index")),
                    entry(
                            "EX_OPLAS",
                            words(
                                    "the trade would move the pool over its tick limit for these fifteen seconds",
                                    "the next plan takes a smaller slice or another venue")),
                    entry("EX_MIP", words("the market's tick limit is zero, which stops trading", MOVES_ON)),
                    entry("CH_OMPS", words("the pool is too far from the index to add liquidity", BUG)),
                    entry(
                            "UB_UOA",
                            words("the pool has less to give than was asked for", "the next plan asks for less")),
                    // paused or closed
                    entry("CH_MNO", words("the market is paused or closed", MOVES_ON)),
                    entry("CH_MP", words("the market is paused", MOVES_ON)),
                    entry("CH_MNC", words("the market is not closed", NEXT_SNAPSHOT)),
                    entry("Pausable: paused", words("the protocol is paused", MOVES_ON)),
                    entry("BT_NO", words("the base token is not open", MOVES_ON)),
                    entry("EX_BTNE", words("the market does not exist", BUG)),
                    // collateral
                    entry("V_ZA", words("an amount of zero", BUG)),
                    entry("V_OSCT", words("a token that is no collateral here", BUG)),
                    entry("V_IBA", words("the token took a part of the transfer for itself", BUG)),
                    entry("V_CTNE", words("too many kinds of collateral", BUG)),
                    entry(
                            "V_GTSTBC",
                            words(
                                    "the protocol's cap on deposits is reached",
                                    "the hedge goes to other venues until there is room")),
                    entry(
                            "V_GTDC",
                            words("the cap on deposits of this token is reached", "the hedge goes to other venues")),
                    entry("AB_MNE", words("the account is in too many markets", BUG)),
                    // the protocol itself in trouble
                    entry(
                            "CH_IIC",
                            words(
                                    "the protocol's insurance fund cannot cover a bad debt",
                                    "nothing: an operator should consider leaving this venue")),
                    entry("CH_SHNAOPT", words("no approval to trade for this account", BUG)),
                    entry("CH_OVOT", words("only the vault or the trader may settle funding", BUG)),
                    entry("CH_F0S", words("a swap of nothing", BUG)),
                    entry("CH_DUTB", words("the taker balance may not be used here", BUG)),
                    entry(
                            "OLD",
                            words(
                                    "the pool's history is too short for its average price",
                                    "it waits for half an hour of history")),
                    entry("AS", words("a swap of nothing", BUG)),
                    entry("SPL", words("the pool already stands at the price limit", NEXT_SNAPSHOT))));

    private PerpV2Reverts() {}

    private static RevertWords words(String meaning, String keeperDoes) {
        return new RevertWords(meaning, keeperDoes);
    }
}
