package io.evenkeel.keeper.venue.aavev3;

import static java.util.Map.entry;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.RevertTable.RevertWords;
import java.util.Map;

/** The codes of Aave v3.0 that a hedging account can meet: the number is the text it reverts with. */
public final class AaveV3Reverts {
    private static final String NEXT_SNAPSHOT = "the next cycle plans again from a new snapshot";
    private static final String ELSEWHERE = "new hedge need goes to other venues";
    private static final String BUG = "nothing is sent; this is a mistake in the plan and somebody must look";

    public static final RevertTable TABLE = new RevertTable(
            "aave-v3",
            Map.ofEntries(
                    entry("26", words("INVALID_AMOUNT", "an amount of zero", BUG)),
                    entry("27", words("RESERVE_INACTIVE", "the reserve is not active", ELSEWHERE)),
                    entry(
                            "28",
                            words(
                                    "RESERVE_FROZEN",
                                    "the reserve is frozen: only repaying and withdrawing work",
                                    "the position may only shrink; " + ELSEWHERE)),
                    entry(
                            "29",
                            words(
                                    "RESERVE_PAUSED",
                                    "the reserve is paused: nothing moves, repaying included",
                                    "the debt counts in full; " + ELSEWHERE)),
                    entry("30", words("BORROWING_NOT_ENABLED", "this asset cannot be borrowed", ELSEWHERE)),
                    entry(
                            "32",
                            words(
                                    "NOT_ENOUGH_AVAILABLE_USER_BALANCE",
                                    "more was to be withdrawn than is supplied",
                                    NEXT_SNAPSHOT)),
                    entry(
                            "33",
                            words("INVALID_INTEREST_RATE_MODE_SELECTED", "an interest mode that does not exist", BUG)),
                    entry(
                            "34",
                            words(
                                    "COLLATERAL_BALANCE_IS_ZERO",
                                    "there is no collateral to borrow against",
                                    "the next plan supplies first")),
                    entry(
                            "35",
                            words(
                                    "HEALTH_FACTOR_LOWER_THAN_LIQUIDATION_THRESHOLD",
                                    "the withdrawal would leave the account liquidatable",
                                    "the next plan repays or supplies first")),
                    entry(
                            "36",
                            words(
                                    "COLLATERAL_CANNOT_COVER_NEW_BORROW",
                                    "the collateral does not cover so much debt",
                                    "the next plan supplies more first or borrows less")),
                    entry("39", words("NO_DEBT_OF_SELECTED_TYPE", "there is no debt to repay", NEXT_SNAPSHOT)),
                    entry("42", words("NO_OUTSTANDING_VARIABLE_DEBT", "there is no debt to repay", NEXT_SNAPSHOT)),
                    entry("43", words("UNDERLYING_BALANCE_ZERO", "nothing of this asset is supplied", NEXT_SNAPSHOT)),
                    entry(
                            "45",
                            words(
                                    "HEALTH_FACTOR_NOT_BELOW_THRESHOLD",
                                    "the account is not liquidatable",
                                    "nothing has to be done")),
                    entry("50", words("BORROW_CAP_EXCEEDED", "the market's cap on borrowing is reached", ELSEWHERE)),
                    entry("51", words("SUPPLY_CAP_EXCEEDED", "the market's cap on supplying is reached", ELSEWHERE)),
                    entry("53", words("DEBT_CEILING_EXCEEDED", "the collateral's debt ceiling is reached", ELSEWHERE)),
                    entry(
                            "57",
                            words(
                                    "LTV_VALIDATION_FAILED",
                                    "another collateral with a loan-to-value of zero must be withdrawn first",
                                    BUG)),
                    entry(
                            "59",
                            words(
                                    "PRICE_ORACLE_SENTINEL_CHECK_FAILED",
                                    "borrowing is held back after the chain's sequencer was down",
                                    ELSEWHERE)),
                    entry(
                            "60",
                            words(
                                    "ASSET_NOT_BORROWABLE_IN_ISOLATION",
                                    "this asset cannot be borrowed against isolated collateral",
                                    ELSEWHERE)),
                    entry(
                            "62",
                            words(
                                    "USER_IN_ISOLATION_MODE_OR_LTV_ZERO",
                                    "this asset cannot become collateral of this account",
                                    BUG)),
                    entry("82", words("ASSET_NOT_LISTED", "the market does not have this asset", BUG)),
                    entry(
                            "89",
                            words("SILOED_BORROWING_VIOLATION", "the asset may only be borrowed alone", ELSEWHERE))));

    private AaveV3Reverts() {}

    private static RevertWords words(String name, String meaning, String keeperDoes) {
        return new RevertWords(name + ": " + meaning, keeperDoes);
    }
}
