package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.explore.Step.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws schedules. Each draws first which faults it will have at all: a life with two kinds of trouble goes deeper
 * into both than one that has a little of everything.
 */
final class ScheduleMaker {
    static final int FEWEST_STEPS = 15;
    static final int MOST_STEPS = 55;
    static final int DEEPEST_REORGANISATION = 6;

    /** How far behind an answer may be. More than any depth of confirmation, so that depth alone cannot save us. */
    private static final int FARTHEST_BEHIND = 12;

    private static final int MOST_QUESTIONS = 14;
    private static final int MOST_WRITES = 6;
    private static final int LONGEST_DELAY_STEPS = 25;
    private static final int HOUR_SECONDS = 3_600;
    private static final int DEAREST_BASE_FEE_GWEI = 150;
    private static final List<Act> TROUBLES_OF_THE_WORLD = List.of(
            Act.MINE_EMPTY,
            Act.MINE_FULL,
            Act.STALL,
            Act.JUMP_CLOCK,
            Act.DROP_POOL,
            Act.DROP_UNDERPRICED,
            Act.CROWD_POOL,
            Act.REORGANISE,
            Act.BASE_FEE,
            Act.USE_KEY_ELSEWHERE,
            Act.USE_KEY_IN_POOL,
            Act.NODE_DOWN,
            Act.NODE_LAGS,
            Act.RESTART,
            Act.SECOND_KEEPER);
    private static final List<Fault> TROUBLES_OF_A_STEP = faultsOfAStep();

    private final SplittableRandom random;
    private final List<Act> acts;
    private final List<Fault> faults;
    private final int troublePercent;

    private ScheduleMaker(long seed) {
        random = new SplittableRandom(seed);
        acts = some(TROUBLES_OF_THE_WORLD);
        faults = some(TROUBLES_OF_A_STEP);
        troublePercent = random.nextInt(15, 90);
    }

    static Schedule of(long seed) {
        ScheduleMaker maker = new ScheduleMaker(seed);
        boolean vaultProtects = maker.random.nextBoolean();
        return new Schedule(seed, vaultProtects, maker.steps());
    }

    private static List<Fault> faultsOfAStep() {
        List<Fault> faults = new ArrayList<>();
        for (Fault each : Fault.values()) {
            if (each.place() != Fault.Place.WORLD && each.place() != Fault.Place.NOWHERE) {
                faults.add(each);
            }
        }
        return List.copyOf(faults);
    }

    private <T> List<T> some(List<T> all) {
        int percent = random.nextInt(10, 70);
        List<T> some = new ArrayList<>();
        for (T each : all) {
            if (random.nextInt(100) < percent) {
                some.add(each);
            }
        }
        return some;
    }

    private List<Step> steps() {
        int wanted = random.nextInt(FEWEST_STEPS, MOST_STEPS + 1);
        List<Step> steps = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            steps.add(step());
        }
        return steps;
    }

    private Step step() {
        int die = random.nextInt(100);
        if (die < 17) {
            return dispatch();
        }
        if (die < 47) {
            return new Step(Act.SETTLE, 0, 0, troubles());
        }
        if (die < 67 || acts.isEmpty()) {
            return Step.of(Act.MINE, random.nextInt(4) == 0 ? random.nextInt(1, 9) : 1, 0);
        }
        return trouble(acts.get(random.nextInt(acts.size())));
    }

    private Step dispatch() {
        int die = random.nextInt(10);
        Act act = die < 5 ? Act.DISPATCH : die < 8 ? Act.DISPATCH_URGENT : Act.DISPATCH_AGAIN;
        int seconds = random.nextInt(12, 600);
        int variant = random.nextInt(12) == 0 ? 1 : 0;
        return new Step(act, seconds, variant, troubles());
    }

    private Step trouble(Act act) {
        return switch (act) {
            case MINE_EMPTY, MINE_FULL -> Step.of(act, random.nextInt(1, 11), 0);
            case STALL -> Step.of(act, random.nextInt(5, 120), 0);
            case JUMP_CLOCK -> Step.of(act, random.nextBoolean() ? HOUR_SECONDS : -HOUR_SECONDS, 0);
            case CROWD_POOL -> Step.of(act, random.nextInt(1, 4), 0);
            case REORGANISE ->
                Step.of(
                        act,
                        random.nextInt(1, DEEPEST_REORGANISATION + 1),
                        random.nextInt(FakeChain.Undone.values().length));
            case BASE_FEE -> Step.of(act, random.nextInt(1, DEAREST_BASE_FEE_GWEI + 1), 0);
            case NODE_DOWN -> Step.of(act, random.nextInt(1, 8), 0);
            case NODE_LAGS -> Step.of(act, random.nextInt(1, 8), random.nextInt(1, FARTHEST_BEHIND + 1));
            default -> Step.of(act, 0, 0);
        };
    }

    private List<Trouble> troubles() {
        if (faults.isEmpty() || random.nextInt(100) >= troublePercent) {
            return List.of();
        }
        Trouble first = trouble(faults.get(random.nextInt(faults.size())));
        return random.nextInt(4) == 0
                ? List.of(first, trouble(faults.get(random.nextInt(faults.size()))))
                : List.of(first);
    }

    private Trouble trouble(Fault fault) {
        int at = switch (fault.place()) {
            case QUESTION ->
                fault == Fault.TWO_NODES
                        ? random.nextInt(1, 1 << MOST_QUESTIONS)
                        : random.nextInt(1 + random.nextInt(MOST_QUESTIONS));
            case WRITE -> random.nextInt(1 + random.nextInt(MOST_WRITES));
            default -> 0;
        };
        int amount = switch (fault) {
            case TAKEN_LATE -> random.nextInt(1, LONGEST_DELAY_STEPS);
            case OLD_VIEW, TWO_NODES, FORGED_RECEIPT -> random.nextInt(1, FARTHEST_BEHIND + 1);
            case DISK_FULL, FORCE_FAILS -> random.nextInt(1, 8);
            default -> fault.isCrash() ? random.nextInt(6) : 0;
        };
        return new Trouble(fault, at, amount);
    }
}
