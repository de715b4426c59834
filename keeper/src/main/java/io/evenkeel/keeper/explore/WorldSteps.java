package io.evenkeel.keeper.explore;

import io.evenkeel.chain.Address;
import io.evenkeel.units.FeePerGas;

/** The steps of a schedule that happen to the chain and its pool. */
final class WorldSteps {
    private final FakeNode world;
    private final Address key;
    private final FaultScript script;
    private final Tally tally;

    /** @param key the keeper's */
    WorldSteps(FakeNode world, Address key, FaultScript script, Tally tally) {
        this.world = world;
        this.key = key;
        this.script = script;
        this.tally = tally;
    }

    /** @return blocks that were mined as time went on */
    int perform(Step step) {
        switch (step.act()) {
            case MINE -> {
                return mine(step.amount(), world::mine);
            }
            case MINE_EMPTY -> {
                return mine(step.amount(), world::mineEmpty);
            }
            case MINE_FULL -> {
                script.struck(Fault.BLOCKS_FULL);
                return mine(step.amount(), world::mineFull);
            }
            case DROP_POOL -> {
                script.struck(Fault.POOL_DROPPED);
                world.dropPool();
            }
            case DROP_UNDERPRICED -> {
                script.struck(Fault.UNDERPRICED_DROPPED);
                world.dropUnderpriced();
            }
            case CROWD_POOL -> {
                script.struck(Fault.POOL_CROWDED);
                world.crowd(FeePerGas.ofGwei(String.valueOf(step.amount())));
            }
            case REORGANISE -> {
                script.struck(Fault.REORGANISED);
                tally.countReorganisation(step.amount());
                world.reorganise(step.amount(), FakeChain.Undone.values()[step.variant()], key);
            }
            case BASE_FEE -> {
                script.struck(Fault.BASE_FEE_JUMPED);
                world.baseFee(FeePerGas.ofGwei(String.valueOf(step.amount())));
            }
            case USE_KEY_ELSEWHERE -> {
                script.struck(Fault.KEY_USED_ELSEWHERE);
                world.useKeyElsewhere(key);
            }
            case USE_KEY_IN_POOL -> {
                script.struck(Fault.KEY_POOLED_ELSEWHERE);
                world.useKeyInPool(key);
            }
            default -> throw new IllegalArgumentException("not a change of the world: " + step);
        }
        return 0;
    }

    private static int mine(int blocks, Runnable block) {
        for (int i = 0; i < blocks; i++) {
            block.run();
        }
        return blocks;
    }
}
