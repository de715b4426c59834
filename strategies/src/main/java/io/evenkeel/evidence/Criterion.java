package io.evenkeel.evidence;

/**
 * When a cell counts as reproduced. Nothing is forgiven for sampling error: a tolerance is chosen with the number of
 * paths in mind, and a figure that is not a number never passes.
 */
public sealed interface Criterion {
    boolean accepts(double published, double ours);

    /** At most this part of the published figure away from it; 0.015 is 1.5 %. */
    record WithinPart(double part) implements Criterion {
        public WithinPart {
            requireTolerance(part);
        }

        @Override
        public boolean accepts(double published, double ours) {
            return Math.abs(ours - published) <= part * Math.abs(published);
        }
    }

    /** At most this far away, in the cell's own unit: for figures near zero, where no part means anything. */
    record WithinDistance(double distance) implements Criterion {
        public WithinDistance {
            requireTolerance(distance);
        }

        @Override
        public boolean accepts(double published, double ours) {
            return Math.abs(ours - published) <= distance;
        }
    }

    /** The published figure is a bar: ours must be as low or lower. */
    record AtMost() implements Criterion {
        @Override
        public boolean accepts(double published, double ours) {
            return ours <= published;
        }
    }

    /** The published figure is a bar: ours must be as high or higher. */
    record AtLeast() implements Criterion {
        @Override
        public boolean accepts(double published, double ours) {
            return ours >= published;
        }
    }

    private static void requireTolerance(double tolerance) {
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new IllegalArgumentException("tolerance must be finite and at least 0, was " + tolerance);
        }
    }
}
