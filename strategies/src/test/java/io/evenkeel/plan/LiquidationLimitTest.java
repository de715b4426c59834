package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.RiskLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiquidationLimitTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final RiskLimits DISTANCES = TestLimits.ordinary();
    private static final RiskLimits LIMITED = limited(0.001);
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");

    /** 30 % from liquidation: five standard deviations of a day at a volatility of 100 %, two and a half at 200 %. */
    private static final AVault VAULT = aVault().holding("100", "300000").with(PERP.shortOf(100, 3000, 114_375));

    @Test
    void whenVolatilityDoublesTheMarginIsToppedUpThoughItsDistanceIsStillAboveTheFloor() {
        assertThat(decide(VAULT, LIMITED)).isInstanceOf(Decision.Hold.class);

        HedgePlan plan = act(VAULT, LIMITED.withVolatility(2));

        assertThat(plan.kind()).isEqualTo(PlanKind.DE_RISK);
        assertThat(plan.urgent()).isTrue();
        assertThat(plan.actions()).singleElement().isInstanceOf(AddCollateral.class);
        assertThat(plan.reasons().getFirst())
                .isEqualTo("perp-v2:ETH is liquidated with a probability of 1.07 % within 24 hours"
                        + " (at most 0.10 % within 24 hours): bring it to 0.05 % within 24 hours");
    }

    @Test
    void withoutTheLimitTheDistanceAloneDecidesAndNothingIsDone() {
        assertThat(decide(VAULT, DISTANCES.withVolatility(2))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void aTopUpRestoresHalfOfTheLimitSoThatAFlickerOfVolatilityAsksForNoMore() {
        RiskLimits wild = LIMITED.withVolatility(2);

        AVault after = PaperChain.carryOut(VAULT, act(VAULT, wild));

        double probability =
                LiquidationRisk.of(2, DAY).probability(after.venues().getFirst(), after.price());
        assertThat(probability).isBetween(0.00049, 0.0005);
        assertThat(decide(after, wild)).isInstanceOf(Decision.Hold.class);
        assertThat(decide(after, LIMITED.withVolatility(2.05))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void aPositionThatIsOpenedCarriesTheCollateralOfTheWilderMarket() {
        AVault naked = aVault().holding("100", "300000").with(PERP);

        double calm = addedWhenOpened(naked, LIMITED);
        double wild = addedWhenOpened(naked, LIMITED.withVolatility(3));

        assertThat(calm).isEqualTo(addedWhenOpened(naked, DISTANCES));
        assertThat(wild).isGreaterThan(1.3 * calm);
        AVault after = PaperChain.carryOut(naked, act(naked, LIMITED.withVolatility(3)));
        assertThat(LiquidationRisk.of(3, DAY).probability(after.venues().getFirst(), after.price()))
                .isLessThanOrEqualTo(0.0005);
    }

    @Test
    void aWildMarketKeepsCollateralInThatACalmOneWouldGiveBack() {
        // equity above its cap, and far more than a rise of 60 % takes
        AVault rich =
                aVault().holding("100", "100000").with(PERP.capped(3000, 8000).shortOf(100, 3000, 290_000));

        assertThat(act(rich, LIMITED.withVolatility(0.5)).actions()).hasAtLeastOneElementOfType(RemoveCollateral.class);
        assertThat(decide(rich, LIMITED.withVolatility(3.3))).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void aLoanThatNoPriceLiquidatesIsNotLikelyToBeLiquidatedHoweverWildTheMarket() {
        AVault vault = aVault().holding("0", "100000")
                .with(PaperLoan.flat("aave-v3:WETH", WETH).owing(75, 100))
                .policy(limits -> new AVault.Limits("25", 200, 50_000, 20_000_000, 20, false, false, true));

        assertThat(decide(vault, LIMITED.withVolatility(5))).isInstanceOf(Decision.Hold.class);
    }

    private static double addedWhenOpened(AVault vault, RiskLimits limits) {
        return act(vault, limits).actions().stream()
                .filter(AddCollateral.class::isInstance)
                .mapToDouble(add -> ((AddCollateral) add).amount().wholeAsDouble())
                .sum();
    }

    private static RiskLimits limited(double most) {
        MarginLimits margin = DISTANCES.margin();
        return new RiskLimits(
                new MarginLimits(
                        margin.floor(),
                        margin.target(),
                        margin.shock(),
                        margin.withdrawAbove(),
                        Optional.of(new LiquidationLimit(most, DAY))),
                DISTANCES.cost(),
                DISTANCES.band(),
                DISTANCES.spread(),
                DISTANCES.idleQuoteReserve(),
                DISTANCES.smallestTrade(),
                DISTANCES.planTimeToLive());
    }

    private static Decision decide(AVault vault, RiskLimits limits) {
        return HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
    }

    private static HedgePlan act(AVault vault, RiskLimits limits) {
        Decision decision = decide(vault, limits);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }
}
