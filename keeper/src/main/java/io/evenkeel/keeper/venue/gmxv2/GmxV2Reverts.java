package io.evenkeel.keeper.venue.gmxv2;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/**
 * What GMX v2 says to an account that creates and cancels orders: by the names of its errors. What an order meets when it
 * is filled nobody is told of but by its cancellation; those names stand in the event.
 */
public final class GmxV2Reverts {
    private static final String MOVES_ON = "the position counts in full and new hedge need goes to other venues";
    private static final String COMES_BACK =
            "the order is cancelled, what it brought comes back, and the next cycle plans again";

    public static final RevertTable TABLE = RevertTable.of(
            "gmx-v2",
            // creating
            refusal("DisabledFeature", "this kind of order is switched off", MOVES_ON),
            refusal("DisabledMarket", "the market is switched off", MOVES_ON),
            refusal(
                    "InsufficientExecutionFee",
                    "gas has become dearer than the execution fee pays for",
                    "the next plan pays by the new price of gas"),
            refusal(
                    "InsufficientWntAmountForExecutionFee",
                    "the execution fee did not arrive",
                    "nothing is sent; the vault needs idle WETH"),
            refusal("EmptyOrder", "there is no such order any more", NEXT_SNAPSHOT),
            // cancelling
            refusal(
                    "RequestNotYetCancellable",
                    "the order may still be filled",
                    "it counts as filled until it is old enough to be cancelled"),
            refusal("Unauthorized", "the order is somebody else's", BUG),
            // filling
            refusal("OrderNotFulfillableAtAcceptablePrice", "the price has moved beyond the limit", COMES_BACK),
            refusal("InsufficientCollateralAmount", "the fees are more than the collateral", COMES_BACK),
            refusal("InsufficientCollateralUsd", "too little collateral for the size", COMES_BACK),
            refusal("InvalidDecreaseOrderSize", "more was to be closed than is open", COMES_BACK),
            refusal("InvalidPositionSizeValues", "collateral for a position that is not there", COMES_BACK),
            refusal("LiquidatablePosition", "it could be liquidated as soon as it is filled", COMES_BACK),
            refusal("MaxOpenInterestExceeded", "this side of the market is as large as it may be", COMES_BACK),
            refusal("MinPositionSize", "the position would be smaller than the least there may be", COMES_BACK),
            refusal("UnableToWithdrawCollateral", "what would be left is too little for the size", COMES_BACK),
            refusal("EmptyPosition", "the position is gone, liquidated perhaps", COMES_BACK));

    private GmxV2Reverts() {}
}
