package io.evenkeel.keeper.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault within a step of the keeper.
 *
 * @param at which of the questions, sendings, receipts or writes of the step it strikes, from 0; a step that has fewer
 *     goes well; for {@link Fault#TWO_NODES} a bit for each of the questions
 * @param amount steps until late bytes arrive, blocks an old answer is behind, writes a full disk refuses, steps the
 *     keeper stays dead
 */
record Trouble(Fault fault, int at, int amount) {
    static final Trouble NONE = new Trouble(Fault.NONE, 0, 0);

    boolean strikesAt(int index) {
        return fault == Fault.TWO_NODES ? (at >> index & 1) == 1 : at == index;
    }

    List<Trouble> simpler() {
        List<Trouble> simpler = new ArrayList<>();
        if (fault == Fault.TWO_NODES && Integer.bitCount(at) > 1) {
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                if ((at >> bit & 1) == 1) {
                    simpler.add(new Trouble(fault, at & ~(1 << bit), amount));
                }
            }
        }
        if (amount > 1) {
            simpler.add(new Trouble(fault, at, 1));
            simpler.add(new Trouble(fault, at, amount / 2));
        }
        return simpler;
    }

    String told() {
        if (fault == Fault.TWO_NODES) {
            return fault.meaning() + " (" + amount + ")";
        }
        String which = switch (fault.place()) {
            case QUESTION -> "question " + (at + 1);
            case SENDING -> "sending " + (at + 1);
            case RECEIPT -> "receipt " + (at + 1);
            case WRITE -> "journal write " + (at + 1);
            case NOWHERE, WORLD -> "step";
        };
        return which + ": " + fault.meaning() + (amount > 1 ? " (" + amount + ")" : "");
    }
}
