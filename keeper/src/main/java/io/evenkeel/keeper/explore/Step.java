package io.evenkeel.keeper.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a schedule: a verb, up to two numbers, and what goes wrong in it. Plain numbers, so that a step can be
 * drawn, printed and made simpler without knowing what it does.
 *
 * @param amount blocks, seconds, steps, gwei: what {@link Act} says
 * @param variant which of several ways, 0 being the simplest
 * @param troubles only in steps of the keeper
 */
record Step(Act act, int amount, int variant, List<Trouble> troubles) {
    Step {
        troubles = List.copyOf(troubles);
    }

    static Step of(Act act, int amount, int variant) {
        return new Step(act, amount, variant, List.of());
    }

    enum Act {
        /** Amount: seconds to the deadline. Variant 1: needs more gas in its block than when estimated. */
        DISPATCH("a routine intent"),
        DISPATCH_URGENT("an urgent intent"),
        /** The newest intent once more, as a planner does that comes to the same plan. */
        DISPATCH_AGAIN("the newest intent again"),
        SETTLE("settle"),
        RESTART("restart"),
        SECOND_KEEPER("a second keeper tries to start"),
        /** Amount: blocks. */
        MINE("blocks"),
        /** Amount: blocks that take nothing of the pool. */
        MINE_EMPTY("empty blocks"),
        /** Amount: blocks full of others' transactions. */
        MINE_FULL("full blocks"),
        /** Amount: seconds without a block. */
        STALL("seconds without a block"),
        /** Amount: seconds, possibly back. */
        JUMP_CLOCK("seconds the keeper's clock jumps"),
        DROP_POOL("the pool is dropped"),
        DROP_UNDERPRICED("what does not pay the base fee is dropped"),
        /** Amount: gwei of tip. */
        CROWD_POOL("gwei of tip others pay who fill the pool"),
        /** Amount: depth. Variant: {@link FakeChain.Undone}. */
        REORGANISE("blocks reorganised"),
        /** Amount: gwei. */
        BASE_FEE("gwei base fee"),
        USE_KEY_ELSEWHERE("the key is used elsewhere"),
        USE_KEY_IN_POOL("the key is used elsewhere, in the pool"),
        /** Amount: steps. */
        NODE_DOWN("steps without the node"),
        /** Amount: steps. Variant: blocks behind. */
        NODE_LAGS("steps on a node that is behind");

        private final String words;

        Act(String words) {
            this.words = words;
        }
    }

    /** Simpler ways to say nearly the same, the simplest first. */
    List<Step> simpler() {
        List<Step> simpler = new ArrayList<>();
        for (int i = 0; i < troubles.size(); i++) {
            List<Trouble> fewer = new ArrayList<>(troubles);
            fewer.remove(i);
            simpler.add(new Step(act, amount, variant, fewer));
        }
        for (int i = 0; i < troubles.size(); i++) {
            for (Trouble each : troubles.get(i).simpler()) {
                List<Trouble> eased = new ArrayList<>(troubles);
                eased.set(i, each);
                simpler.add(new Step(act, amount, variant, eased));
            }
        }
        if (variant > 0) {
            simpler.add(new Step(act, amount, 0, troubles));
        }
        if (amount > 1) {
            simpler.add(new Step(act, 1, variant, troubles));
            simpler.add(new Step(act, amount / 2, variant, troubles));
        }
        return simpler;
    }

    String told() {
        return switch (act) {
            case DISPATCH, DISPATCH_URGENT ->
                act.words + ", " + amount + " s to its deadline"
                        + (variant == 1 ? ", needs more gas in its block" : "");
            case REORGANISE -> amount + " " + act.words + ", " + undone();
            case NODE_LAGS -> amount + " " + act.words + " by " + variant + " blocks";
            case MINE, MINE_EMPTY, MINE_FULL, STALL, JUMP_CLOCK, CROWD_POOL, BASE_FEE, NODE_DOWN ->
                amount + " " + act.words;
            default -> act.words;
        };
    }

    private String undone() {
        return switch (FakeChain.Undone.values()[variant]) {
            case RETURNED -> "their transactions wait again";
            case LOST -> "their transactions are lost";
            case MINED_AGAIN -> "their transactions are mined again";
            case OVERTAKEN -> "somebody else's transaction with the key gets in first";
        };
    }
}
