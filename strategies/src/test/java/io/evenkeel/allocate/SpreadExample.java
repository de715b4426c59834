package io.evenkeel.allocate;

import java.util.random.RandomGenerator;

/**
 * A size to spread over venues with convex impact, box bounds, and caps per protocol, oracle family, collateral and
 * chain, each venue being in one group of each kind: the convex core as plain numbers, for the tests and benchmarks.
 *
 * @param weights per group and venue
 */
record SpreadExample(
        double size,
        double[] linear,
        double[] quadratic,
        double[] low,
        double[] high,
        double[][] weights,
        double[] caps) {
    private static final int[] GROUPS_OF_A_KIND = {6, 3, 3, 2};

    static SpreadExample random(RandomGenerator random, int venues) {
        return random(random, venues, 0);
    }

    /** @param flatPart part of the venues whose cost is linear */
    static SpreadExample random(RandomGenerator random, int venues, double flatPart) {
        double size = Math.pow(10, random.nextDouble(-1, 4));
        double[] linear = new double[venues];
        double[] quadratic = new double[venues];
        double[] low = new double[venues];
        double[] high = new double[venues];
        for (int i = 0; i < venues; i++) {
            linear[i] = random.nextDouble(-2, 10);
            quadratic[i] = random.nextDouble() < flatPart ? 0 : Math.pow(10, random.nextDouble(-2, 2)) / size;
            low[i] = random.nextInt(5) == 0 ? size * random.nextDouble() / venues / 2 : 0;
            high[i] = low[i] + size * random.nextDouble() * 6 / venues;
        }
        int groups = 0;
        for (int count : GROUPS_OF_A_KIND) {
            groups += count;
        }
        double[][] weights = new double[groups][venues];
        double[] caps = new double[groups];
        int first = 0;
        for (int count : GROUPS_OF_A_KIND) {
            for (int i = 0; i < venues; i++) {
                weights[first + random.nextInt(count)][i] = random.nextBoolean() ? 1 : random.nextDouble(0.2, 3);
            }
            for (int g = first; g < first + count; g++) {
                double least = 0;
                double most = 0;
                for (int i = 0; i < venues; i++) {
                    least += weights[g][i] * low[i];
                    most += weights[g][i] * high[i];
                }
                caps[g] = least + (most - least) * random.nextDouble(0.15, 1.1);
            }
            first += count;
        }
        return new SpreadExample(size, linear, quadratic, low, high, weights, caps);
    }

    int venues() {
        return linear.length;
    }

    void pose(SeparableProgram program) {
        program.reset(venues(), caps.length + 1);
        for (int i = 0; i < venues(); i++) {
            program.variable(i, linear[i], quadratic[i], low[i], high[i]);
            program.weight(0, i, 1);
        }
        program.row(0, size, size);
        for (int g = 0; g < caps.length; g++) {
            program.row(g + 1, Double.NEGATIVE_INFINITY, caps[g]);
            for (int i = 0; i < venues(); i++) {
                program.weight(g + 1, i, weights[g][i]);
            }
        }
    }

    double used(int group, double[] sizes) {
        double used = 0;
        for (int i = 0; i < sizes.length; i++) {
            used += weights[group][i] * sizes[i];
        }
        return used;
    }

    /** Farthest outside any bound, cap or the size itself, as a part of the size. */
    double missedBy(double[] sizes) {
        double sum = 0;
        double most = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += sizes[i];
            most = Math.max(most, Math.max(low[i] - sizes[i], sizes[i] - high[i]));
        }
        for (int g = 0; g < caps.length; g++) {
            most = Math.max(most, used(g, sizes) - caps[g]);
        }
        return Math.max(most, Math.abs(sum - size)) / size;
    }

    double cost(double[] sizes) {
        double cost = 0;
        for (int i = 0; i < sizes.length; i++) {
            cost += sizes[i] * (linear[i] + quadratic[i] * sizes[i] / 2);
        }
        return cost;
    }

    /** What costs are measured against: the sum of their sizes, so that cancelling does not flatter. */
    double costScale(double[] sizes) {
        double scale = 0;
        for (int i = 0; i < sizes.length; i++) {
            scale += Math.abs(sizes[i]) * (Math.abs(linear[i]) + quadratic[i] * Math.abs(sizes[i]) / 2);
        }
        return Math.max(scale, 1e-12);
    }
}
