package io.evenkeel.testchain.fault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Faults in an order that a seed decides. */
public final class SeededFaults implements FaultSource {
    private static final Fault[] BAD =
            Arrays.stream(Fault.values()).filter(fault -> fault != Fault.NONE).toArray(Fault[]::new);

    private final SplittableRandom random;
    private final Map<Fault, Long> drawn = new EnumMap<>(Fault.class);
    private double share;

    public SeededFaults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @param share of the exchanges from now on that go wrong, 0 to 1 */
    public synchronized void misbehave(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, was " + share);
        }
        this.share = share;
    }

    @Override
    public synchronized Fault next(List<String> methods) {
        Fault fault = random.nextDouble() < share ? BAD[random.nextInt(BAD.length)] : Fault.NONE;
        if (fault != Fault.NONE) {
            drawn.merge(fault, 1L, Long::sum);
        }
        return fault;
    }

    /** How often each was drawn. */
    public synchronized Map<Fault, Long> drawn() {
        return new EnumMap<>(drawn);
    }
}
