package io.evenkeel.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Chooses a rule's number on paths of its own, so that the paths it is scored on have had no say in it. All candidates
 * see the same paths. First every candidate on a few paths; then, around the best, a finer row on more of them; then the
 * vertex of the parabola through the best three, in the logarithm of the number.
 */
final class RuleTuner {
    private static final int COARSE_PATHS = 2_000;
    private static final int FINE_PATHS = 10_000;
    /** On each side of the best coarse candidate, in equal ratios and excluding the neighbour itself. */
    private static final int FINE_EACH_SIDE = 2;
    /** Keeps tuning paths apart from those of any seed near by. */
    private static final long SEED_STEP = 1_000_003;

    private final SoldCall call;
    private final int decisions;
    private final double proportionalCost;
    private final Sampling scoring;
    private final ToDoubleFunction<Sample> loss;

    /**
     * @param scoring what the rule will be scored on: tuning is done on another seed, and on fewer paths
     * @param loss of a P&amp;L, the lower the better
     */
    RuleTuner(SoldCall call, int decisions, double proportionalCost, Sampling scoring, ToDoubleFunction<Sample> loss) {
        this.call = call;
        this.decisions = decisions;
        this.proportionalCost = proportionalCost;
        this.scoring = scoring;
        this.loss = loss;
    }

    /**
     * @param number the best found
     * @param loss there, on the tuning paths
     */
    record Tuned(RuleFamily family, double number, double loss) {
        HoldingRule rule(SoldCall call, double proportionalCost) {
            return family.at(number, call, proportionalCost);
        }
    }

    /** The best number of the best of several families. */
    Tuned best(List<RuleFamily> families) {
        Tuned best = tune(families.getFirst());
        for (RuleFamily family : families.subList(1, families.size())) {
            Tuned other = tune(family);
            best = other.loss < best.loss ? other : best;
        }
        return best;
    }

    Tuned tune(RuleFamily family) {
        if (!family.refined()) {
            double[] numbers = family.candidates();
            double[] losses = losses(family, numbers, FINE_PATHS);
            int best = lowest(losses);
            return new Tuned(family, numbers[best], losses[best]);
        }
        double[] coarse = family.candidates();
        int around = lowest(losses(family, coarse, COARSE_PATHS));
        double[] fine = between(coarse, around);
        double[] losses = losses(family, fine, FINE_PATHS);
        int best = lowest(losses);
        if (best == 0 || best == fine.length - 1) {
            return new Tuned(family, fine[best], losses[best]);
        }
        return new Tuned(family, vertex(fine, losses, best), losses[best]);
    }

    private double[] losses(RuleFamily family, double[] numbers, int paths) {
        List<HoldingRule> rules = Arrays.stream(numbers)
                .mapToObj(number -> family.at(number, call, proportionalCost))
                .toList();
        Sampling tuning = new Sampling(scoring.seed() + SEED_STEP, Math.min(paths, scoring.paths()));
        return CallHedging.run(call, decisions, tuning, rules).stream()
                .mapToDouble(outcome -> loss.applyAsDouble(outcome.profit(proportionalCost)))
                .toArray();
    }

    /** A row in equal ratios from the candidate before the given one to the one after it. */
    private static double[] between(double[] coarse, int around) {
        double here = coarse[around];
        double below = here / coarse[Math.max(around - 1, 0)];
        double above = coarse[Math.min(around + 1, coarse.length - 1)] / here;
        int sections = FINE_EACH_SIDE + 1;
        double[] fine = new double[2 * FINE_EACH_SIDE + 1];
        for (int i = -FINE_EACH_SIDE; i <= FINE_EACH_SIDE; i++) {
            fine[i + FINE_EACH_SIDE] = here * Math.pow(i < 0 ? below : above, (double) i / sections);
        }
        return fine;
    }

    private static int lowest(double[] losses) {
        int best = 0;
        for (int i = 1; i < losses.length; i++) {
            best = losses[i] < losses[best] ? i : best;
        }
        return best;
    }

    /** Of the parabola through the best and its neighbours, whose logarithms are equally spaced. */
    private static double vertex(double[] numbers, double[] losses, int best) {
        double curvature = losses[best - 1] - 2 * losses[best] + losses[best + 1];
        if (!(curvature > 0)) {
            return numbers[best];
        }
        double shift = (losses[best - 1] - losses[best + 1]) / (2 * curvature);
        return numbers[best] * Math.pow(numbers[best + 1] / numbers[best], Math.clamp(shift, -0.5, 0.5));
    }
}
