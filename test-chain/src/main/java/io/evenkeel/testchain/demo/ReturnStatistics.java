package io.evenkeel.testchain.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much the two vaults' values wander, from log-returns between common blocks.
 *
 * <p>A range loses against a portfolio that is rebalanced along with it: over a step from price p to q its value
 * changes by V(q) − V(p), a holder of its delta gains Δ(p)·(q − p), and the difference, never positive, is the
 * loss-versus-rebalancing of that step. No hedge with linear instruments can avoid it, so it is taken out of the hedged
 * returns and reported apart.
 */
public final class ReturnStatistics {
    private final List<Observation> observations = new ArrayList<>();

    public void add(Observation observation) {
        observations.add(observation);
    }

    public int count() {
        return observations.size();
    }

    /** Standard deviation of the unhedged vault's log-returns per step. */
    public double unhedgedDeviation() {
        return deviation(logReturns(Observation::unhedgedNav));
    }

    /** Standard deviation of the hedged vault's log-returns per step, everything included. */
    public double hedgedDeviation() {
        return deviation(logReturns(Observation::hedgedNav));
    }

    /** Standard deviation of the hedged vault's log-returns per step, with each step's loss-versus-rebalancing given back. */
    public double hedgedDeviationWithoutLvr() {
        List<Double> returns = new ArrayList<>();
        for (int i = 1; i < observations.size(); i++) {
            Observation from = observations.get(i - 1);
            Observation to = observations.get(i);
            returns.add(Math.log((to.hedgedNav() + stepLvr(from, to)) / from.hedgedNav()));
        }
        return deviation(returns);
    }

    /** USDC lost by the range against rebalancing over all steps; not negative but for fees collected by the range. */
    public double lvr() {
        double total = 0;
        for (int i = 1; i < observations.size(); i++) {
            total += stepLvr(observations.get(i - 1), observations.get(i));
        }
        return total;
    }

    private static double stepLvr(Observation from, Observation to) {
        double held = from.rangeDelta() * (to.price() - from.price());
        return held - (to.rangeValue() - from.rangeValue());
    }

    private List<Double> logReturns(ToDoubleFunction<Observation> value) {
        List<Double> returns = new ArrayList<>();
        for (int i = 1; i < observations.size(); i++) {
            returns.add(
                    Math.log(value.applyAsDouble(observations.get(i)) / value.applyAsDouble(observations.get(i - 1))));
        }
        return returns;
    }

    private static double deviation(List<Double> values) {
        if (values.size() < 2) {
            return 0;
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
