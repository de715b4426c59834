package io.evenkeel.evidence;

import java.util.List;

/** Every experiment that needs no data from outside. */
public final class Experiments {
    private Experiments() {}

    /** In the order in which they are shown: first what checks the workshop, then what it makes. */
    public static List<Experiment> simulated() {
        return List.of(
                new DermanKamal(),
                new ClockAndBand(),
                new WrongVolatility(),
                new GoldenBands(),
                new RootMeanSquare(),
                new CertaintyEquivalent());
    }
}
