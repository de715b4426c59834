package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.risk.MarginNeed;
import io.evenkeel.risk.ThinMargin;
import io.evenkeel.units.TokenDelta;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class MarginNeedTest {
    private static final PaperLoan LOAN = PaperLoan.flat("aave-v3:WETH", WETH);
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");

    @Property(tries = 200)
    void aLoanOfItsOwnCollateralKeepsItsEquityAboveMaintenanceThoughNoPriceEndangersIt(
            @ForAll @Scale(6) @DoubleRange(min = 0.1, max = 0.6) double shock,
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 200) double debt) {
        TokenDelta sold = TokenDelta.ofModel(WETH, -debt);

        TokenDelta needed = MarginNeed.of(LOAN, sold, price("3000"), shock);

        Venue after = LOAN.after(weth("0"), needed, price("3000")).after(sold, weth("0"), price("3000"));
        double cover =
                after.protocolEquity().wholeAsDouble() / after.maintenance().wholeAsDouble();
        assertThat(cover).isGreaterThanOrEqualTo(1 + shock - 1e-6);
        // no more than either asks for: the opening limit, or the equity
        double byEquity = debt / (1 - (1 + shock) * 0.175);
        assertThat(needed.wholeAsDouble()).isCloseTo(Math.max(debt / 0.8, byEquity), within(1e-5 * debt));
    }

    @Test
    void aPerpIsJudgedByThePriceThatLiquidatesIt() {
        assertThat(MarginNeed.of(PERP, weth("-10"), price("3000"), 0.35))
                .isEqualTo(PERP.collateralNeededFor(weth("-10"), price("3000"), 0.35));
    }

    @Test
    void aLoanThatInterestHasEatenIntoIsThinThoughNoPriceLiquidatesIt() {
        // 82 % of its collateral, and 82.5 % is the end
        AVault vault = AVault.aVault().holding("100", "0").with(LOAN.owing(82, 100));

        ThinMargin thin =
                ThinMargin.of(vault.venues().getFirst(), vault.price()).orElseThrow();

        assertThat(thin.measure()).isEqualTo(ThinMargin.Measure.EQUITY);
        assertThat(thin).hasToString("aave-v3:WETH has only 2.9 % more equity than it must keep");
    }

    @Test
    void anEmptyVenueCannotBeLiquidated() {
        assertThat(ThinMargin.of(
                        PERP.being(VenueCondition.OPEN), AVault.aVault().price()))
                .isEmpty();
    }
}
