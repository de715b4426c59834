package io.evenkeel.keeper.venue.aavev3;

import static io.evenkeel.keeper.venue.RevertTable.BUG;
import static io.evenkeel.keeper.venue.RevertTable.NEXT_SNAPSHOT;
import static io.evenkeel.keeper.venue.RevertTable.refusal;

import io.evenkeel.keeper.venue.RevertTable;

/** The custom errors of Aave v3.6 that a hedging account can meet, by their names. */
public final class AaveV36Reverts {
    private static final String ELSEWHERE = "new hedge need goes to other venues";

    public static final RevertTable TABLE = RevertTable.of(
            "aave-v3-6",
            refusal("InvalidAmount", "an amount of zero, or more than everybody has supplied", BUG),
            refusal("ReserveInactive", "the reserve is not active", ELSEWHERE),
            refusal(
                    "ReserveFrozen",
                    "the reserve is frozen: only repaying and withdrawing work",
                    "the position may only shrink; " + ELSEWHERE),
            refusal(
                    "ReservePaused",
                    "the reserve is paused: nothing moves, repaying included",
                    "the debt counts in full; " + ELSEWHERE),
            refusal("BorrowingNotEnabled", "this asset cannot be borrowed", ELSEWHERE),
            refusal("NotBorrowableInEMode", "this asset cannot be borrowed in the account's e-mode", ELSEWHERE),
            refusal("NotEnoughAvailableUserBalance", "more was to be withdrawn than is supplied", NEXT_SNAPSHOT),
            refusal("InvalidInterestRateModeSelected", "an interest mode that is no more", BUG),
            refusal(
                    "HealthFactorLowerThanLiquidationThreshold",
                    "the account would be liquidatable",
                    "the next plan repays or supplies first"),
            refusal(
                    "CollateralCannotCoverNewBorrow",
                    "the collateral does not cover so much debt",
                    "the next plan supplies more first or borrows less"),
            refusal("NoDebtOfSelectedType", "there is no debt to repay", NEXT_SNAPSHOT),
            refusal("UnderlyingBalanceZero", "nothing of this asset is supplied", NEXT_SNAPSHOT),
            refusal("HealthFactorNotBelowThreshold", "the account is not liquidatable", "nothing has to be done"),
            refusal("BorrowCapExceeded", "the market's cap on borrowing is reached", ELSEWHERE),
            refusal("SupplyCapExceeded", "the market's cap on supplying is reached", ELSEWHERE),
            refusal(
                    "LtvValidationFailed",
                    "nothing can be borrowed against the collateral there is, or one of no loan-to-value comes first",
                    "the next plan supplies first"),
            refusal(
                    "Panic 0x11",
                    "more than lies in the pool was to be borrowed or withdrawn",
                    "the next plan keeps to what the pool has"),
            refusal("FlashloanDisabled", "this asset is not lent for one transaction", "the next plan goes leg by leg"),
            refusal("InconsistentEModeCategory", "there is no such e-mode", BUG),
            refusal("InvalidDebtInEmode", "a debt cannot be carried into or out of the e-mode", NEXT_SNAPSHOT),
            refusal(
                    "InvalidCollateralInEmode",
                    "a collateral cannot be carried into or out of the e-mode",
                    NEXT_SNAPSHOT));

    private AaveV36Reverts() {}
}
