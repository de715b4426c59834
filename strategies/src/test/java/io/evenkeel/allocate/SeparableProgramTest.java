package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.allocate.SeparableProgram.Outcome;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Optimisation;

class SeparableProgramTest {
    private static final double NINE_DIGITS = 1e-9;

    private final SeparableProgram program = new SeparableProgram(24, 24);

    @Test
    void twentyVenuesUnderGroupCapsCostWhatTheIndependentSolverFinds() {
        agreesWithOjAlgo(1_200, 20, 0);
    }

    @Test
    void fewerVenuesUnderGroupCapsCostWhatTheIndependentSolverFinds() {
        agreesWithOjAlgo(150, 2, 0);
        agreesWithOjAlgo(400, 5, 0);
        agreesWithOjAlgo(600, 10, 0);
    }

    @Test
    void linearCostsEndWhereTheIndependentSolverEnds() {
        agreesWithOjAlgo(1_500, 20, 1);
    }

    @Test
    void everyAnswerMeetsTheConditionsOfAnOptimum() {
        SplittableRandom random = new SplittableRandom(3);
        int solved = 0;
        for (int k = 0; k < 6_000; k++) {
            SpreadExample problem = SpreadExample.random(random, 1 + random.nextInt(20), random.nextInt(4) / 3.0);
            problem.pose(program);
            if (program.solve() == Outcome.OPTIMAL) {
                solved++;
                assertOptimal("problem " + k, problem);
            }
        }
        assertThat(solved).isGreaterThan(4_000);
    }

    @Test
    void twoCapsThatLeaveTooLittleRoomAreInfeasible() {
        program.reset(2, 2);
        program.variable(0, 1, 1, 0, 10);
        program.variable(1, 1, 1, 0, 10);
        program.row(0, 8, 8);
        program.row(1, Double.NEGATIVE_INFINITY, 7);
        for (int j = 0; j < 2; j++) {
            program.weight(0, j, 1);
            program.weight(1, j, 1);
        }

        assertThat(program.solve()).isEqualTo(Outcome.INFEASIBLE);
    }

    @Test
    void aPriceSaysWhatOneMoreUnitOfACapIsWorth() {
        program.reset(2, 2);
        program.variable(0, 1, 0.1, 0, 100);
        program.variable(1, 4, 0.1, 0, 100);
        program.row(0, 20, 20);
        program.row(1, Double.NEGATIVE_INFINITY, 10);
        program.weight(0, 0, 1);
        program.weight(0, 1, 1);
        program.weight(1, 0, 1);

        assertThat(program.solve()).isEqualTo(Outcome.OPTIMAL);
        // 4 + 0.1 × 10 at the one, 1 + 0.1 × 10 at the other
        assertThat(program.price(0)).isCloseTo(5, within(1e-12));
        assertThat(program.price(1)).isCloseTo(-3, within(1e-12));
    }

    private void agreesWithOjAlgo(int problems, int venues, double flatPart) {
        SplittableRandom random = new SplittableRandom(venues);
        int compared = 0;
        for (int k = 0; k < problems; k++) {
            SpreadExample problem = SpreadExample.random(random, venues, flatPart);
            problem.pose(program);
            Outcome outcome = program.solve();
            OjAlgoSpread oracle = OjAlgoSpread.of(problem);
            Optimisation.Result result = oracle.solve();
            double[] theirs = oracle.sizes(result);
            // now and then it gives up, or ends outside the bounds by more than its answer's digits
            boolean usable = result.getState().isOptimal() && problem.missedBy(theirs) < 1e-11;
            if (usable) {
                String story = "problem " + k;
                assertThat(outcome).as(story).isEqualTo(Outcome.OPTIMAL);
                double[] ours = sizes(venues);
                assertThat(problem.missedBy(ours)).as(story).isLessThan(1e-12);
                double difference = (problem.cost(ours) - problem.cost(theirs)) / problem.costScale(ours);
                assertThat(difference).as(story).isBetween(-NINE_DIGITS, NINE_DIGITS);
                compared++;
            } else if (result.getState() == Optimisation.State.INFEASIBLE) {
                assertThat(outcome).as("problem " + k).isNotEqualTo(Outcome.OPTIMAL);
            }
        }
        assertThat(compared).isGreaterThan(problems * 4 / 10);
    }

    /** Feasible; no variable's slope, less what rows charge, points inwards; only what binds is charged for. */
    private void assertOptimal(String story, SpreadExample problem) {
        int venues = problem.venues();
        double[] x = sizes(venues);
        assertThat(problem.missedBy(x)).as(story).isLessThan(1e-12);
        double scale = Arrays.stream(problem.linear()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < venues; i++) {
            scale = Math.max(scale, problem.quadratic()[i] * problem.high()[i]);
        }
        double tolerance = 1e-10 * scale;
        for (int i = 0; i < venues; i++) {
            double slope = problem.linear()[i] + problem.quadratic()[i] * x[i] - program.price(0);
            for (int g = 0; g < problem.caps().length; g++) {
                slope -= problem.weights()[g][i] * program.price(g + 1);
            }
            double room = 1e-11 * problem.size();
            if (x[i] < problem.high()[i] - room) {
                assertThat(slope).as(story).isGreaterThan(-tolerance);
            }
            if (x[i] > problem.low()[i] + room) {
                assertThat(slope).as(story).isLessThan(tolerance);
            }
        }
        for (int g = 0; g < problem.caps().length; g++) {
            double price = program.price(g + 1);
            assertThat(price).as(story).isLessThanOrEqualTo(0);
            double left = problem.caps()[g] - problem.used(g, x);
            assertThat(Math.min(-price / scale, left / problem.size()))
                    .as(story)
                    .isLessThan(1e-10);
        }
    }

    private double[] sizes(int venues) {
        double[] sizes = new double[venues];
        Arrays.setAll(sizes, program::value);
        return sizes;
    }
}
