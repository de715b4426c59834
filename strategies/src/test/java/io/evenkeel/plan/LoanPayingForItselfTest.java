package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** A vault whose every dollar backs its loan: 200,000 USDC at Aave behind 20 WETH that are owed, nothing idle. */
class LoanPayingForItselfTest {
    private static final AaveV3Position LOAN = RealVenues.loan(0, 200_000, 20, 3000, 3000, USDC);

    @Test
    void withoutTheUnwinderItIsStuckWithItsShort() {
        assertThat(unwind(LOAN)).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void withItTheWholeShortIsBoughtBackInOnePlan() {
        // beside margin at another venue, so that Aave is under its cap
        PerpV2Account margin = PerpV2Account.withBalance(RealVenues.units(200_000, 6));
        AVault vault = AVault.aVault().with(RealVenues.payingForItself(LOAN), RealVenues.perp(margin, 3000, 3000));

        Decision decision = HedgePlanner.plan(vault.snapshot(), TestLimits.ordinary(), new PlannerMode.Unwind());

        assertThat(decision).isInstanceOf(Decision.Act.class);
        assertThat(((Decision.Act) decision).plan().actions())
                .filteredOn(ChangeDelta.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(((ChangeDelta) action).change()).isEqualTo(weth("20")));
    }

    @Test
    void thePurchaseComesOutOfTheCollateralAndTouchesNothingIdle() {
        AaveV3Position loan = RealVenues.payingForItself(LOAN);
        TokenDelta bought = weth("20");

        AaveV3Position after = loan.after(bought, TokenDelta.zero(USDC), price("3000"));

        assertThat(loan.idleQuoteChange(bought, price("3000")).isZero()).isTrue();
        assertThat(after.base().debt()).isZero();
        BigInteger paid = loan.quote().supplied().subtract(after.quote().supplied());
        assertThat(paid.negate().add(BigInteger.TWO))
                .as("what the swap costs, and two units for Aave's rounding that come back idle")
                .isEqualTo(LOAN.idleQuoteChange(bought, price("3000")).units());
        assertThat(loan.idleQuoteChange(weth("-1"), price("3000")))
                .as("what a new loan is sold for is idle as ever")
                .isEqualTo(LOAN.idleQuoteChange(weth("-1"), price("3000")));
    }

    @Test
    void noMoreIsBoughtThanTheQuoteThatIsThereCanPay() {
        AaveV3Position mostlyBackedByBase =
                RealVenues.payingForItself(RealVenues.loan(100, 15_300, 20, 3000, 3000, USDC));

        assertThat(mostlyBackedByBase.largestChange(1, price("3000")).wholeAsDouble())
                .isBetween(4.9, 5.0);
    }

    private static Decision unwind(AaveV3Position loan) {
        AVault vault = AVault.aVault().with(loan);
        return HedgePlanner.plan(vault.snapshot(), TestLimits.ordinary(), new PlannerMode.Unwind());
    }
}
