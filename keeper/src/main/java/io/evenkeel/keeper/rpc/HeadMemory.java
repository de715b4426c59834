package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.keeper.node.BlockHeader;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint said its chain is, so that it can be held to it: heads only rise, unless a reorganisation explains
 * that they do not, and none reaches below the confirmation depth. Pure; each change makes a new one.
 *
 * @param head the highest it told of
 * @param blocks by height, at most {@value #MOST} of them
 */
record HeadMemory(Optional<BlockHeader> head, NavigableMap<Long, Known> blocks) {
    /** As many blocks as any confirmation depth needs. */
    static final int MOST = 64;

    static final HeadMemory EMPTY = new HeadMemory(Optional.empty(), new TreeMap<>());

    /**
     * A block it told of.
     *
     * @param parent absent where only its child told of it
     * @param affirmedAt the highest head it was linked to, or told of beside: how deep it was by the endpoint's own word
     */
    record Known(BlockHash hash, Optional<BlockHash> parent, long affirmedAt) {
        private long depth(long height) {
            return affirmedAt - height + 1;
        }
    }

    /**
     * @param contradiction what cannot be true together with what was said before
     * @param doubted after a reorganisation: the height at which to ask whether it did not go deeper than it may
     */
    record Told(HeadMemory memory, Optional<String> contradiction, OptionalLong doubted) {}

    /** It says this is the newest block. */
    Told newest(BlockHeader said, HealthRules rules) {
        Optional<String> contradiction = deepChange(said, rules).or(() -> stepBack(said, rules));
        if (contradiction.isPresent()) {
            // The memory starts anew with the lie in it: later ones are judged by what it says from now on.
            return new Told(
                    new HeadMemory(Optional.of(said), EMPTY.with(said, said.number())),
                    contradiction,
                    OptionalLong.empty());
        }
        long changed = lowestChange(said);
        boolean lowerOnTheSameHistory = changed < 0
                && head.filter(mine -> said.number() < mine.number()).isPresent();
        // A tolerated step back does not lower the mark, or many small ones would go unnoticed.
        Optional<BlockHeader> mark = lowerOnTheSameHistory ? head : Optional.of(said);
        HeadMemory next = new HeadMemory(mark, with(said, said.number()));
        return new Told(next, contradiction, changed < 0 ? OptionalLong.empty() : next.highestFinal(rules));
    }

    /** It says this is the block at that height. */
    Told canonical(BlockHeader said, HealthRules rules) {
        Optional<String> contradiction = deepChange(said, rules);
        HeadMemory kept = contradiction.isPresent() ? EMPTY : this;
        long affirmedAt = Math.max(said.number(), head.map(BlockHeader::number).orElse(0L));
        return new Told(new HeadMemory(kept.head, kept.with(said, affirmedAt)), contradiction, OptionalLong.empty());
    }

    /** What it said about this height, if that is remembered. */
    Optional<BlockHash> at(long height) {
        return Optional.ofNullable(blocks.get(height)).map(Known::hash);
    }

    private OptionalLong highestFinal(HealthRules rules) {
        return blocks.descendingMap().entrySet().stream()
                .filter(each -> each.getValue().depth(each.getKey()) > rules.confirmations())
                .mapToLong(each -> each.getKey())
                .findFirst();
    }

    private Optional<String> deepChange(BlockHeader said, HealthRules rules) {
        long lowest = lowestChange(said);
        Known replaced = lowest < 0 ? null : blocks.get(lowest);
        return replaced != null && replaced.depth(lowest) > rules.confirmations()
                ? Optional.of("it replaced block " + lowest + ", which was " + replaced.depth(lowest)
                        + " deep; at most " + rules.confirmations() + " are ever replaced")
                : Optional.empty();
    }

    private Optional<String> stepBack(BlockHeader said, HealthRules rules) {
        if (head.isEmpty() || head.get().number() - said.number() <= rules.toleratedStepBackBlocks()) {
            return Optional.empty();
        }
        // Another block where it told of one before: a shorter branch, for the moment, explains the lower head.
        return lowestChange(said) >= 0
                ? Optional.empty()
                : Optional.of("its head went back from " + head.get().number() + " to " + said.number());
    }

    /** The lowest height at which this contradicts the memory; -1 where it does not. */
    private long lowestChange(BlockHeader said) {
        if (differs(blocks.get(said.number() - 1), said.parentHash())) {
            return said.number() - 1;
        }
        return differs(blocks.get(said.number()), said.hash()) ? said.number() : -1;
    }

    private static boolean differs(@Nullable Known remembered, BlockHash said) {
        return remembered != null && !remembered.hash().equals(said);
    }

    private NavigableMap<Long, Known> with(BlockHeader said, long affirmedAt) {
        NavigableMap<Long, Known> next = new TreeMap<>(blocks);
        long changed = lowestChange(said);
        if (changed >= 0) {
            next.tailMap(changed, true).clear();
        }
        next.put(said.number(), new Known(said.hash(), Optional.of(said.parentHash()), affirmedAt));
        if (said.number() > 0) {
            next.putIfAbsent(said.number() - 1, new Known(said.parentHash(), Optional.empty(), affirmedAt));
        }
        affirmBelow(next, said, affirmedAt);
        while (next.size() > MOST) {
            next.remove(next.firstKey());
        }
        return next;
    }

    /** Every block that this one stands on is as deep now as this one makes it. */
    private static void affirmBelow(NavigableMap<Long, Known> blocks, BlockHeader said, long affirmedAt) {
        Optional<BlockHash> parent = Optional.of(said.parentHash());
        for (long height = said.number() - 1; parent.isPresent(); height--) {
            Known below = blocks.get(height);
            if (below == null || !below.hash().equals(parent.get())) {
                return;
            }
            blocks.put(height, new Known(below.hash(), below.parent(), Math.max(affirmedAt, below.affirmedAt())));
            parent = below.parent();
        }
    }
}
