package io.evenkeel.keeper.explore;

import io.evenkeel.keeper.explore.Fault.Place;
import java.util.List;

/** Tells everything around the keeper what goes wrong now, and counts what really did. */
final class FaultScript {
    private final Tally tally;
    private final Story story;
    private List<Trouble> troubles = List.of();
    private int questions;
    private int sendings;
    private int receipts;
    private int writes;
    private int writesWithoutRoom;
    private int forcesThatFail;
    private int downSteps;
    private int lagSteps;
    private int lagBlocks;
    private int deadSteps;

    FaultScript(Tally tally, Story story) {
        this.tally = tally;
        this.story = story;
    }

    void begin(List<Trouble> ofThisStep) {
        troubles = ofThisStep;
        questions = 0;
        sendings = 0;
        receipts = 0;
        writes = 0;
        downSteps = Math.max(0, downSteps - 1);
        lagSteps = Math.max(0, lagSteps - 1);
        deadSteps = Math.max(0, deadSteps - 1);
    }

    /** From here on nothing goes wrong. */
    void end() {
        begin(List.of());
        writesWithoutRoom = 0;
        forcesThatFail = 0;
        downSteps = 0;
        lagSteps = 0;
        deadSteps = 0;
    }

    void nodeDown(int steps) {
        downSteps = steps + 1;
    }

    void nodeLags(int steps, int blocks) {
        lagSteps = steps + 1;
        lagBlocks = blocks;
    }

    boolean isNodeDown() {
        return downSteps > 0;
    }

    /** How far the node is behind, in blocks. */
    int lag() {
        return lagSteps > 0 ? lagBlocks : 0;
    }

    boolean isDead() {
        return deadSteps > 0;
    }

    Trouble atQuestion() {
        return troubles.isEmpty() ? Trouble.NONE : find(Place.QUESTION, questions++);
    }

    Trouble atSending() {
        return troubles.isEmpty() ? Trouble.NONE : find(Place.SENDING, sendings++);
    }

    Trouble atReceipt() {
        return troubles.isEmpty() ? Trouble.NONE : find(Place.RECEIPT, receipts++);
    }

    Fault atWrite() {
        if (writesWithoutRoom > 0) {
            writesWithoutRoom--;
            return Fault.DISK_FULL;
        }
        Trouble trouble = troubles.isEmpty() ? Trouble.NONE : find(Place.WRITE, writes++);
        switch (trouble.fault()) {
            case DISK_FULL -> writesWithoutRoom = Math.max(0, trouble.amount() - 1);
            case FORCE_FAILS -> forcesThatFail = trouble.amount();
            default -> {}
        }
        if (trouble.fault() != Fault.NONE) {
            struck(trouble);
        }
        return trouble.fault();
    }

    /** Counts down. */
    boolean forceFails() {
        if (forcesThatFail == 0) {
            return false;
        }
        forcesThatFail--;
        return true;
    }

    private Trouble find(Place place, int index) {
        for (Trouble each : troubles) {
            if (each.fault().place() == place && each.strikesAt(index)) {
                return each;
            }
        }
        return Trouble.NONE;
    }

    /** It really happened. */
    void struck(Trouble trouble) {
        struck(trouble.fault());
        if (trouble.fault().isCrash()) {
            deadSteps = trouble.amount();
        }
        if (story.isTold()) {
            story.detail("! " + trouble.told());
        }
    }

    void struck(Fault fault) {
        tally.count(fault);
    }
}
