package io.evenkeel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.evidence.ExponentialUtilityLattice.Problem;
import io.evenkeel.hedge.FixedDeltaBand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The solver is only worth something if it is right where the answer is known. A finer grid for the published optima:
 * {@code -Devenkeel.lattice.fine=true}.
 */
class ExponentialUtilityLatticeTest {
    private static final double BLACK_SCHOLES = SoldCall.threeMonthsAtTheMoney().premiumQuote();

    private static Problem problem(int decisions, double drift, double cost, double fixedCost, double riskAversion) {
        return new Problem(100, 100, 0.2, 0.03, drift, 0.25, decisions, cost, fixedCost, riskAversion);
    }

    /**
     * −CE of the published optimum in setup B (252 decisions, drift 8 %). That is itself good to about 0.3 %; our grid
     * adds up to 0.7 % at the smallest cost, where the band is only a few grid steps wide.
     */
    @ParameterizedTest
    @CsvSource({"0.0005, 3, 0.2900", "0.001, 3, 0.4594", "0.002, 2, 0.6751", "0.005, 1, 1.1935", "0.01, 0.7, 2.0079"})
    void the_published_optimum_comes_out(double cost, double riskAversion, double published) {
        boolean fine = Boolean.getBoolean("evenkeel.lattice.fine");
        double step = fine ? 0.0025 : 0.01;
        Problem problem = problem(252, 0.08, cost, 0, riskAversion);

        double ours = new ExponentialUtilityLattice(problem, fine ? 3 : 1, step).leastCost() - BLACK_SCHOLES;

        assertThat(ours).isCloseTo(published, within((fine ? 0.003 : 0.008) * published));
    }

    @Test
    void without_cost_and_with_hardly_any_aversion_hedging_costs_the_black_scholes_value() {
        double cost = new ExponentialUtilityLattice(problem(100, 0.03, 0, 0, 1e-4), 3, 0.05).leastCost();

        // the kink between two prices: an eighth of the squared spacing (0.33) times the density at the strike (0.04)
        assertThat(cost).isCloseTo(BLACK_SCHOLES, within(6e-4));
    }

    @Test
    void without_cost_what_is_left_is_the_risk_between_two_hedges() {
        double aversion = 0.1;
        int hedges = 126;
        double cost = new ExponentialUtilityLattice(problem(hedges, 0.03, 0, 0, aversion), 3, 0.01).leastCost();

        // certainty equivalent of the variance of hedging twice a day, published std 0.307
        assertThat(cost - BLACK_SCHOLES).isCloseTo(aversion * 0.307 * 0.307 / 2, within(7e-4));
    }

    @Test
    void when_trading_is_ruinous_nobody_trades_and_the_payoff_is_borne_as_it_is() {
        Problem problem = problem(60, 0.08, 0.9, 0, 0.05);

        double cost = new ExponentialUtilityLattice(problem, 3, 0.05).leastCost();

        assertThat(cost).isCloseTo(unhedged(problem), within(2e-3));
        Problem byGas = problem(60, 0.08, 0, 1_000, 0.05);
        assertThat(new ExponentialUtilityLattice(byGas, 3, 0.05).leastCost()).isCloseTo(unhedged(byGas), within(2e-3));
    }

    /** −(1/λ) ln E exp(−λ P&amp;L) of doing nothing, by the trapezoid rule over the normal density. */
    private static double unhedged(Problem problem) {
        return certainAmount(problem, 0);
    }

    @Test
    void a_single_decision_is_what_a_search_over_holdings_finds() {
        Problem problem = problem(1, 0.08, 0.002, 0, 0.1);
        double best = Double.POSITIVE_INFINITY;
        for (double holding = 0; holding <= 1; holding += 0.005) {
            best = Math.min(best, certainAmount(problem, holding));
        }

        assertThat(new ExponentialUtilityLattice(problem, 60, 0.005).leastCost())
                .isCloseTo(best, within(1e-4));
    }

    /** One purchase now, one sale at the end. */
    private static double certainAmount(Problem problem, double holding) {
        double deviation = problem.volatility() * Math.sqrt(problem.years());
        double drift = (problem.driftPerYear() - problem.ratePerYear()) * problem.years() - deviation * deviation / 2;
        double strike = problem.strikeQuote() * Math.exp(-problem.ratePerYear() * problem.years());
        double s = problem.spotQuote();
        double mean = 0;
        double spacing = 1e-3;
        for (double z = -9; z < 9; z += spacing) {
            double x = s * Math.exp(drift + deviation * z);
            double loss = Math.max(0, x - strike) - holding * (x - s) + problem.proportionalCost() * holding * (s + x);
            mean += spacing
                    * Math.exp(-z * z / 2)
                    / Math.sqrt(2 * Math.PI)
                    * Math.exp(problem.riskAversionPerQuote() * loss);
        }
        return Math.log(mean) / problem.riskAversionPerQuote();
    }

    @Test
    void no_band_beats_the_optimum_and_a_sensible_one_comes_near() {
        Problem problem = problem(63, 0.03, 0.002, 0, 1);
        double optimum = new ExponentialUtilityLattice(problem, 1, 0.005).leastCost() - BLACK_SCHOLES;
        double wide = banded(problem, 0.3);
        double sensible = banded(problem, 0.08);
        double narrow = banded(problem, 0);

        assertThat(sensible).isBetween(optimum, 1.25 * optimum);
        assertThat(wide).isGreaterThan(1.5 * optimum);
        assertThat(narrow).isGreaterThan(1.3 * optimum);
    }

    private static double banded(Problem problem, double halfWidth) {
        return new ExponentialUtilityLattice(problem, 1, 0.005).costOf((spot, years, edges) -> {
                    CallGreeks greeks = new CallGreeks(SoldCall.threeMonthsAtTheMoney());
                    greeks.at(spot, years, 0.2);
                    edges[0] = greeks.delta() - halfWidth;
                    edges[1] = greeks.delta() + halfWidth;
                })
                - BLACK_SCHOLES;
    }

    @Test
    void a_band_is_valued_as_simulation_values_it() {
        Problem problem = problem(63, 0.08, 0.002, 0, 1);
        Estimate simulated = CallHedging.run(
                        SoldCall.threeMonthsAtTheMoney(), 63, new Sampling(5, 20_000), FixedDeltaBand.toEdge(0.08))
                .profit(0.002)
                .certaintyEquivalent(1);

        assertThat(banded(problem, 0.08)).isCloseTo(-simulated.value(), within(2 * simulated.ci95()));
        assertThat(simulated.ci95()).isLessThan(0.02);
    }

    @Test
    void what_would_overflow_is_refused() {
        assertThatThrownBy(() -> new ExponentialUtilityLattice(problem(252, 0.08, 0.001, 0, 30), 1, 0.01))
                .hasMessageContaining("overflow");
    }
}
