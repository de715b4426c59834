package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.hedge.Clock;
import io.evenkeel.hedge.FixedDeltaBand;
import io.evenkeel.hedge.HedgeRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallHedgingTest {
    private static final SoldCall CALL = SoldCall.threeMonthsAtTheMoney();
    private static final Sampling FEW = new Sampling(9, 4_000);
    private static final HoldingRule IDLE = (path, step, holding) -> holding;
    private static final HoldingRule COVERED = (path, step, holding) -> 1;

    @Test
    void who_never_trades_keeps_the_premium_less_the_payoff_and_pays_nothing() {
        HedgeOutcome idle = run(16, IDLE);

        assertThat(idle.turnoverQuote()).isEqualTo(Estimate.exact(0));
        assertThat(idle.trades().value()).isZero();
        // the call's expected payoff at a drift of 8 % is its Black–Scholes value at that rate, carried back at 3 %
        SoldCall atDrift = SoldCall.atOneVolatility(100, 100, 0.25, 0.2, 0.08, 0.08);
        double expected = CALL.premiumQuote() - atDrift.premiumQuote() * Math.exp(0.05 * 0.25);
        Estimate mean = idle.profit(0.01).mean();
        assertThat(mean.value()).isCloseTo(expected, within(2 * mean.ci95()));
    }

    @Test
    void who_buys_one_and_holds_pays_for_the_purchase_and_the_unwind() {
        HedgeOutcome covered = run(16, COVERED);

        assertThat(covered.trades().value()).isEqualTo(1);
        // 100 now and the discounted forward at the real-world drift at the end
        Estimate turnover = covered.turnoverQuote();
        assertThat(turnover.value()).isCloseTo(100 + 100 * Math.exp(0.05 * 0.25), within(2 * turnover.ci95()));
    }

    @Test
    void a_clock_that_skips_three_of_four_is_the_slower_clock() {
        HedgeOutcome skipping = run(64, new Clock(CALL.years() / 16));

        // a delta of exactly 1 at the end of a few paths needs no trade
        assertThat(skipping.trades().value()).isBetween(15.9, 16.0);
        assertThat(skipping.profit(0).standardDeviation().value())
                .isBetween(
                        run(64, new Clock(CALL.years() / 64))
                                        .profit(0)
                                        .standardDeviation()
                                        .value()
                                * 1.7,
                        run(64, new Clock(CALL.years() / 64))
                                        .profit(0)
                                        .standardDeviation()
                                        .value()
                                * 2.3);
    }

    @Test
    void rules_in_one_run_are_what_they_are_alone() {
        List<HedgeRule> rules = List.of(new Clock(CALL.years() / 16), FixedDeltaBand.toTarget(0.1));
        List<HedgeOutcome> together = CallHedging.run(
                CALL,
                32,
                FEW,
                rules.stream()
                        .<HoldingRule>map(rule -> new KeeperRule(rule, CALL, 0))
                        .toList());

        for (int i = 0; i < rules.size(); i++) {
            assertThat(together.get(i).profit(0.001).rootMeanSquare())
                    .isEqualTo(run(32, rules.get(i)).profit(0.001).rootMeanSquare());
        }
    }

    @Test
    void a_rule_that_looks_at_its_earnings_sees_premium_and_gains_less_cost_and_the_value_of_the_call() {
        double cost = 0.01;
        CallPath path = new CallPath(CALL, 16);
        path.draw(new BrownianPaths(3, 100, 0.08, 0.2, path.yearsPerStep()));
        double[] seen = new double[1];
        HedgeRule coveredAndWatching = (in, out) -> {
            seen[0] = in.surplusQuote;
            out.set(1, 1, 1, 1);
        };
        KeeperRule rule = KeeperRule.lookingAtEarnings(coveredAndWatching, CALL, cost);
        CallGreeks model = new CallGreeks(CALL);

        rule.holdingAfter(path, 0, 0);
        assertThat(seen[0]).isCloseTo(0, within(1e-12));
        for (int step = 1; step < 16; step++) {
            rule.holdingAfter(path, step, 1);
            double discount = path.discountedQuote(step) / path.priceQuote(step);
            double value = discount * model.valueQuote(path.priceQuote(step), path.yearsToExpiry(step), 0.2);
            double gained = path.discountedQuote(step) - 100;
            assertThat(seen[0]).isCloseTo(CALL.premiumQuote() + gained - cost * 100 - value, within(1e-9));
        }
    }

    @Test
    void stopping_at_the_edge_trades_oftener_and_less_than_going_back_to_the_delta() {
        HedgeOutcome edge = run(252, FixedDeltaBand.toEdge(0.06));
        HedgeOutcome delta = run(252, FixedDeltaBand.toTarget(0.06));

        assertThat(edge.trades().value()).isGreaterThan(1.5 * delta.trades().value());
        assertThat(edge.turnoverQuote().value())
                .isLessThan(delta.turnoverQuote().value());
    }

    private static HedgeOutcome run(int decisions, HedgeRule rule) {
        return CallHedging.run(CALL, decisions, FEW, rule);
    }

    private static HedgeOutcome run(int decisions, HoldingRule rule) {
        return CallHedging.run(CALL, decisions, FEW, List.of(rule)).getFirst();
    }
}
