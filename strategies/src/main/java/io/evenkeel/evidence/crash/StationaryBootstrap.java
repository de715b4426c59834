package io.evenkeel.evidence.crash;

import io.evenkeel.evidence.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals of figures of a series whose neighbours depend on each other: resampled in blocks of random,
 * geometric length that start anywhere and wrap around (Politis and Romano, The Stationary Bootstrap, JASA 1994). Two
 * series that are compared are resampled with the same places, so that what they have in common cancels.
 *
 * @param meanBlock mean length of a block, in entries
 */
record StationaryBootstrap(long seed, int resamples, double meanBlock) {
    StationaryBootstrap {
        if (resamples < 100 || !(meanBlock >= 1)) {
            throw new IllegalArgumentException(
                    "want 100 resamples and blocks of 1 at least, were " + resamples + " and " + meanBlock);
        }
    }

    /** The figure of the series itself, with half of the distance between the 2.5 and 97.5 percentiles. */
    Estimate estimate(int length, ToDoubleFunction<int[]> figureOfPlaces) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] places = new int[length];
        double[] figures = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            draw(places, random);
            figures[i] = figureOfPlaces.applyAsDouble(places);
        }
        Arrays.sort(figures);
        Arrays.setAll(places, i -> i);
        double spread = figures[(int) (0.975 * (resamples - 1))] - figures[(int) (0.025 * (resamples - 1))];
        return new Estimate(figureOfPlaces.applyAsDouble(places), spread / 2);
    }

    private void draw(int[] places, SplittableRandom random) {
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            boolean starts = i == 0 || random.nextDouble() * meanBlock < 1;
            place = starts ? random.nextInt(places.length) : (place + 1) % places.length;
            places[i] = place;
        }
    }
}
