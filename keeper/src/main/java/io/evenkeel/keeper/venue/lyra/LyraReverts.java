package io.evenkeel.keeper.venue.lyra;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** What Lyra v1 says to an account that deals in options. The codes are the names of its errors. */
public final class LyraReverts {
    private static final String STANDS = "the options count in full and their delta is hedged at other venues";
    private static final String FORCED = "the next plan closes by force, at a shocked volatility";

    public static final RevertTable TABLE = RevertTable.of(
            "lyra",
            // the price of a trade
            refusal("TotalCostOutsideOfSpecifiedBounds", "the premium is beyond the plan's limit", NEXT_SNAPSHOT),
            refusal(
                    "VolSkewOrBaseIvOutsideOfTradingBounds",
                    "the trade would take volatility out of its bounds",
                    "the next plan trades less, or another series"),
            refusal(
                    "TradeDeltaOutOfRange",
                    "the option is too far in or out of the money",
                    "nothing is opened there; " + FORCED),
            refusal("TradingCutoffReached", "half a day is left until expiry", "nothing is opened there; " + FORCED),
            refusal(
                    "ForceCloseDeltaOutOfRange",
                    "the option is near the money, and is not closed by force",
                    "the next plan closes it as usual"),
            // boards
            refusal("BoardIsFrozen", "the owner has frozen the board", STANDS),
            refusal("BoardExpired", "the board has expired", "it is settled in the next cycle"),
            refusal("BoardAlreadySettled", "somebody has settled the board", NEXT_SNAPSHOT),
            refusal("BoardNotExpired", "the board has not expired yet", NEXT_SNAPSHOT),
            refusal("BoardMustBeSettled", "its board is not settled yet", "the next plan settles the board first"),
            refusal("CannotUpdateExpiredBoard", "its Greeks no longer matter", "it is settled in the next cycle"),
            // positions and collateral
            refusal(
                    "AdjustmentResultsInMinimumCollateralNotBeingMet",
                    "less collateral than is asked for",
                    "the next plan adds collateral first or takes out less"),
            refusal(
                    "AddingCollateralToInvalidPosition",
                    "the position takes no collateral: it was bought, or is gone",
                    NEXT_SNAPSHOT),
            refusal(
                    "CannotAdjustInvalidPosition",
                    "the position is gone, or of another series: liquidated perhaps",
                    NEXT_SNAPSHOT),
            refusal("OnlyOwnerCanAdjustPosition", "somebody else's position", BUG),
            refusal("FullyClosingWithNonZeroSetCollateral", "closed whole, but collateral was to stay", BUG),
            // the pool
            refusal(
                    "LockingMoreQuoteThanIsFree",
                    "the pool cannot back so many puts",
                    "the next plan buys less, or another series"),
            refusal(
                    "SendPremiumNotEnoughCollateral",
                    "the pool cannot pay the premium",
                    "the next plan sells less, or another series"),
            // price and pauses
            refusal("RateIsInvalid", "the protocol does not believe its price", STANDS),
            refusal("MarketIsPaused", "the market is paused", STANDS),
            refusal("AllMarketsPaused", "the whole protocol is paused", STANDS));

    private LyraReverts() {}
}
