package io.evenkeel.exposure;

import io.evenkeel.market.RiskFactor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Model: a value together with its first and second derivatives by the risk factors it depends on, so that a position's
 * value is written once, as a formula, and all its sensitivities follow by the chain rule (truncated Taylor arithmetic
 * of the second order; see Griewank and Walther, Evaluating Derivatives, chapter 13). Immutable.
 *
 * <p>Second derivatives by two passages of time are not kept: nothing here is expanded that far in time.
 */
final class Jet {
    private static final RiskFactor[] NO_FACTORS = {};
    private static final double[] NO_NUMBERS = {};

    private final double value;
    private final RiskFactor[] factors;
    private final double[] first;
    /** Row by row, both halves. */
    private final double[] second;

    private Jet(double value, RiskFactor[] factors, double[] first, double[] second) {
        this.value = value;
        this.factors = factors;
        this.first = first;
        this.second = second;
    }

    /** Depends on nothing. */
    static Jet constant(double value) {
        return new Jet(value, NO_FACTORS, NO_NUMBERS, NO_NUMBERS);
    }

    /** The factor itself, at this level. */
    static Jet of(RiskFactor factor, double level) {
        return new Jet(level, new RiskFactor[] {factor}, new double[] {1}, new double[] {0});
    }

    /**
     * A function of jets.
     *
     * @param value of the function where its arguments are
     * @param gradient its first derivatives by its arguments
     * @param hessian its second derivatives by its arguments, row by row, symmetric
     */
    static Jet composed(double value, double[] gradient, double[] hessian, Jet... arguments) {
        RiskFactor[] factors = union(arguments);
        int size = factors.length;
        double[][] slopes = new double[arguments.length][size];
        double[] first = new double[size];
        double[] second = new double[size * size];
        for (int i = 0; i < arguments.length; i++) {
            Jet argument = arguments[i];
            int own = argument.factors.length;
            int[] place = places(argument.factors, factors);
            for (int f = 0; f < own; f++) {
                slopes[i][place[f]] = argument.first[f];
                first[place[f]] += gradient[i] * argument.first[f];
                for (int g = 0; g < own; g++) {
                    second[place[f] * size + place[g]] += gradient[i] * argument.second[f * own + g];
                }
            }
        }
        for (int i = 0; i < arguments.length; i++) {
            for (int j = 0; j < arguments.length; j++) {
                double curvature = hessian[i * arguments.length + j];
                if (curvature != 0) {
                    addOuterProduct(second, curvature, slopes[i], slopes[j]);
                }
            }
        }
        return new Jet(value, factors, first, second);
    }

    private static void addOuterProduct(double[] into, double weight, double[] rows, double[] columns) {
        int size = rows.length;
        for (int f = 0; f < size; f++) {
            for (int g = 0; g < size; g++) {
                into[f * size + g] += weight * rows[f] * columns[g];
            }
        }
    }

    /** All of them added up, in time proportional to their number; memory goes with the square of their factors. */
    static Jet sum(List<Jet> jets) {
        Map<RiskFactor, Integer> places = new LinkedHashMap<>();
        for (Jet jet : jets) {
            for (RiskFactor factor : jet.factors) {
                places.putIfAbsent(factor, places.size());
            }
        }
        int size = places.size();
        double value = 0;
        double[] first = new double[size];
        double[] second = new double[size * size];
        for (Jet jet : jets) {
            value += jet.value;
            int own = jet.factors.length;
            int[] place = new int[own];
            for (int f = 0; f < own; f++) {
                place[f] = places.getOrDefault(jet.factors[f], size);
                first[place[f]] += jet.first[f];
            }
            for (int f = 0; f < own; f++) {
                for (int g = 0; g < own; g++) {
                    second[place[f] * size + place[g]] += jet.second[f * own + g];
                }
            }
        }
        return new Jet(value, places.keySet().toArray(NO_FACTORS), first, second);
    }

    Jet plus(Jet other) {
        return composed(value + other.value, new double[] {1, 1}, new double[] {0, 0, 0, 0}, this, other);
    }

    Jet plus(double constant) {
        return new Jet(value + constant, factors, first, second);
    }

    Jet times(Jet other) {
        return composed(value * other.value, new double[] {other.value, value}, new double[] {0, 1, 1, 0}, this, other);
    }

    Jet times(double factor) {
        return composed(value * factor, new double[] {factor}, new double[] {0}, this);
    }

    double value() {
        return value;
    }

    List<RiskFactor> factors() {
        return List.of(factors);
    }

    /** 0 for a factor it does not depend on. */
    double first(RiskFactor factor) {
        int index = indexOf(factor, factors, factors.length);
        return index < 0 ? 0 : first[index];
    }

    /** 0 unless it depends on both. */
    double second(RiskFactor one, RiskFactor other) {
        int index = indexOf(one, factors, factors.length);
        int otherIndex = indexOf(other, factors, factors.length);
        // both halves say the same but for rounding: the lower one is asked, whichever factor is named first
        int row = Math.max(index, otherIndex);
        int column = Math.min(index, otherIndex);
        return column < 0 ? 0 : second[row * factors.length + column];
    }

    private static RiskFactor[] union(Jet... jets) {
        int most = 0;
        for (Jet jet : jets) {
            most += jet.factors.length;
        }
        RiskFactor[] all = new RiskFactor[most];
        int size = 0;
        for (Jet jet : jets) {
            for (RiskFactor factor : jet.factors) {
                if (indexOf(factor, all, size) < 0) {
                    all[size++] = factor;
                }
            }
        }
        return Arrays.copyOf(all, size);
    }

    private static int[] places(RiskFactor[] own, RiskFactor[] all) {
        int[] places = new int[own.length];
        for (int i = 0; i < own.length; i++) {
            places[i] = indexOf(own[i], all, all.length);
        }
        return places;
    }

    private static int indexOf(RiskFactor factor, RiskFactor[] factors, int size) {
        for (int i = 0; i < size; i++) {
            if (factors[i].equals(factor)) {
                return i;
            }
        }
        return -1;
    }
}
