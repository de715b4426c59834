package io.evenkeel.keeper.explore;

import java.util.EnumMap;
import java.util.Map;

/** How much of everything there was. A run in which nothing bad happens proves nothing. */
public final class Tally {
    private final long[] faults = new long[Fault.values().length];
    private final long[] happenings = new long[Happening.values().length];
    private final long[] reorganisationsByDepth = new long[ScheduleMaker.DEEPEST_REORGANISATION + 1];
    private long schedules;
    private long steps;
    private int mostQuietRounds;

    void count(Fault fault) {
        faults[fault.ordinal()]++;
    }

    void count(Happening happening) {
        happenings[happening.ordinal()]++;
    }

    void countReorganisation(int depth) {
        reorganisationsByDepth[depth]++;
    }

    /** @param quietRounds it took to settle everything once the faults stopped */
    void countSchedule(int itsSteps, int quietRounds) {
        schedules++;
        steps += itsSteps;
        mostQuietRounds = Math.max(mostQuietRounds, quietRounds);
    }

    void add(Tally other) {
        add(faults, other.faults);
        add(happenings, other.happenings);
        add(reorganisationsByDepth, other.reorganisationsByDepth);
        schedules += other.schedules;
        steps += other.steps;
        mostQuietRounds = Math.max(mostQuietRounds, other.mostQuietRounds);
    }

    private static void add(long[] mine, long[] others) {
        for (int i = 0; i < mine.length; i++) {
            mine[i] += others[i];
        }
    }

    public long of(Fault fault) {
        return faults[fault.ordinal()];
    }

    public long of(Happening happening) {
        return happenings[happening.ordinal()];
    }

    /** @param depth 1 to 6 */
    public long reorganisationsOfDepth(int depth) {
        return reorganisationsByDepth[depth];
    }

    public long schedules() {
        return schedules;
    }

    public long steps() {
        return steps;
    }

    /** The longest it took any life to settle everything once the faults had stopped, in blocks. */
    public int mostQuietRounds() {
        return mostQuietRounds;
    }

    public long crashes() {
        long crashes = 0;
        for (Fault each : Fault.values()) {
            crashes += each.isCrash() ? of(each) : 0;
        }
        return crashes;
    }

    public Map<Fault, Long> faults() {
        Map<Fault, Long> counted = new EnumMap<>(Fault.class);
        for (Fault each : Fault.values()) {
            if (each != Fault.NONE) {
                counted.put(each, of(each));
            }
        }
        return counted;
    }
}
