package io.evenkeel.plan;

import static io.evenkeel.plan.AVault.aVault;
import static io.evenkeel.units.TestTokens.USDC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.risk.CostLimits;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.units.FeePerGas;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The fee per gas at which a plan as a whole costs what a plan may cost. A WETH is 3000, gas is at 21 gwei. */
class MostFeeTest {
    private static final PaperPerp PERP = PaperPerp.flat("perp-v2:ETH");
    private static final double PRICE = 3000;
    /** The vault and the policy, one trade, one movement of collateral: what the paper venue and the limits say. */
    private static final long OVERHEAD = 400_000;

    private static final long TRADE = 900_000;
    private static final long COLLATERAL = 200_000;

    /** 14 % from liquidation: topped up, and nothing is traded. 600,000 gas, 37.80 USDC of it at 21 gwei. */
    private final AVault thin = aVault().holding("100", "300000").with(PERP.shortOf(100, PRICE, 63_000));

    @Test
    void what_trades_nothing_may_spend_it_all_on_gas_and_no_part_of_a_wei_more() {
        // 12000 USDC are 4 ETH, over 600,000 gas: 6666666666666.67 wei; 19999 USDC: 11110555555555.56 wei
        assertThat(mostFee(thin, "12000")).isEqualTo(new FeePerGas(new BigInteger("6666666666666")));
        assertThat(mostFee(thin, "19999")).isEqualTo(new FeePerGas(new BigInteger("11110555555555")));
    }

    @Test
    void what_trading_costs_is_not_there_for_gas() {
        AVault naked = aVault().holding("130", "300000").with(PERP.shortOf(100, PRICE, 200_000));

        HedgePlan plan = act(naked, "500");

        double sold = plan.actions().stream()
                .filter(HedgeAction.ChangeDelta.class::isInstance)
                .mapToDouble(action ->
                        ((HedgeAction.ChangeDelta) action).change().abs().wholeAsDouble())
                .sum();
        long moves = plan.actions().stream()
                .filter(HedgeAction.AddCollateral.class::isInstance)
                .count();
        double trading = (0.001 + 1e-6 * sold) * sold * PRICE;
        double gas = OVERHEAD + TRADE + moves * COLLATERAL;
        assertThat(sold).isGreaterThan(20);
        assertThat(plan.mostFee().orElseThrow().wei().doubleValue())
                .isCloseTo((500 - trading) / PRICE / gas * 1e18, within(1e6));
    }

    @Test
    void a_plan_that_only_just_fits_may_pay_little_more_than_it_was_decided_at() {
        // 38 USDC over 600,000 gas
        assertThat(mostFee(thin, "38")).isEqualTo(new FeePerGas(new BigInteger("21111111111")));
    }

    @Test
    void where_gas_alone_costs_more_than_a_plan_may_there_is_no_plan() {
        assertThat(decide(thin, "37"))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.reasons())
                                .anyMatch(
                                        reason -> reason.contains("it would cost 37.80 USDC, a plan may cost 37.00")));
    }

    // ----

    private static FeePerGas mostFee(AVault vault, String maxCostPerPlan) {
        return act(vault, maxCostPerPlan).mostFee().orElseThrow();
    }

    private static HedgePlan act(AVault vault, String maxCostPerPlan) {
        Decision decision = decide(vault, maxCostPerPlan);
        assertThat(decision).isInstanceOf(Decision.Act.class);
        return ((Decision.Act) decision).plan();
    }

    private static Decision decide(AVault vault, String maxCostPerPlan) {
        RiskLimits ordinary = TestLimits.ordinary();
        CostLimits cost = ordinary.cost();
        RiskLimits limits = new RiskLimits(
                ordinary.margin(),
                new CostLimits(
                        TokenAmount.of(USDC, maxCostPerPlan),
                        cost.maxSlippage(),
                        cost.priorityFee(),
                        cost.executionOverhead()),
                ordinary.band(),
                ordinary.spread(),
                ordinary.idleQuoteReserve(),
                ordinary.smallestTrade(),
                ordinary.planTimeToLive());
        return HedgePlanner.plan(vault.snapshot(), limits, new PlannerMode.Normal());
    }
}
