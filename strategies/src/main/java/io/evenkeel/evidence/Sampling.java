package io.evenkeel.evidence;

/**
 * How much chance an experiment may use.
 *
 * @param seed of everything random in it: the same seed and path count give the same rows to the last bit. Where
 *     parameters are tuned, that is done on a seed derived from this one and scored on this one
 * @param paths number of scenarios a figure is measured on
 */
public record Sampling(long seed, int paths) {
    public Sampling {
        if (paths < MIN_PATHS) {
            throw new IllegalArgumentException("want at least " + MIN_PATHS + " paths, was " + paths);
        }
    }

    /** Below this there are not enough batches of paths to say how uncertain a figure is. */
    public static final int MIN_PATHS = 1_000;
}
