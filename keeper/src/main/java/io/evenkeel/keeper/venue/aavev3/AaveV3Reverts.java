package io.evenkeel.keeper.venue.aavev3;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** The refusals of Aave v3.0 to the calls that its rule lets a vault make: the number is the text it reverts with. */
public final class AaveV3Reverts {
    private static final String ELSEWHERE = "new hedge need goes to other venues";

    public static final RevertTable TABLE = RevertTable.of(
            "aave-v3",
            refusal("26", "INVALID_AMOUNT: an amount of zero", BUG),
            refusal(
                    "28",
                    "RESERVE_FROZEN: the reserve is frozen: only repaying and withdrawing work",
                    "the position may only shrink; " + ELSEWHERE),
            refusal(
                    "29",
                    "RESERVE_PAUSED: the reserve is paused: nothing moves, repaying included",
                    "the debt counts in full; " + ELSEWHERE),
            refusal("30", "BORROWING_NOT_ENABLED: this asset cannot be borrowed", ELSEWHERE),
            refusal(
                    "32",
                    "NOT_ENOUGH_AVAILABLE_USER_BALANCE: more was to be withdrawn than is supplied",
                    NEXT_SNAPSHOT),
            refusal(
                    "34",
                    "COLLATERAL_BALANCE_IS_ZERO: there is no collateral to borrow against",
                    "the next plan supplies first"),
            refusal(
                    "35",
                    "HEALTH_FACTOR_LOWER_THAN_LIQUIDATION_THRESHOLD: the withdrawal would leave the account liquidatable",
                    "the next plan repays or supplies first"),
            refusal(
                    "36",
                    "COLLATERAL_CANNOT_COVER_NEW_BORROW: the collateral does not cover so much debt",
                    "the next plan supplies more first or borrows less"),
            refusal("39", "NO_DEBT_OF_SELECTED_TYPE: there is no debt to repay", NEXT_SNAPSHOT),
            refusal("43", "UNDERLYING_BALANCE_ZERO: nothing of this asset is supplied", NEXT_SNAPSHOT),
            refusal("50", "BORROW_CAP_EXCEEDED: the market's cap on borrowing is reached", ELSEWHERE),
            refusal("51", "SUPPLY_CAP_EXCEEDED: the market's cap on supplying is reached", ELSEWHERE),
            refusal(
                    "57",
                    "LTV_VALIDATION_FAILED: nothing may be borrowed any more against what is supplied",
                    "the position may only shrink; " + ELSEWHERE),
            refusal(
                    "59",
                    "PRICE_ORACLE_SENTINEL_CHECK_FAILED: borrowing is held back after the chain's sequencer was down",
                    ELSEWHERE),
            refusal(
                    "62",
                    "USER_IN_ISOLATION_MODE_OR_LTV_ZERO: this asset cannot become collateral of this account",
                    ELSEWHERE));

    private AaveV3Reverts() {}
}
