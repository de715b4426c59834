package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.keeper.node.BlockHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest block that enough endpoints know by the same hash. Heads differ by a block or two at any moment, so the
 * walk goes down from the height that enough of them have reached, by parent hashes, which cost no request; only an
 * endpoint that is further ahead is asked for its block there.
 */
sealed interface CommonBlock {
    /** Longer branches are no moment's difference any more. */
    int LONGEST_WALK_BLOCKS = 4;

    /**
     * @param knowing endpoints that know the block
     * @param strangers endpoints on another history, though most agree, with what they say; not merely a fork of one
     *     block at the head
     */
    record Chosen(BlockHash hash, long number, List<String> knowing, Map<String, String> strangers)
            implements CommonBlock {}

    /** No such block. The words name who said what. */
    record None(String words) implements CommonBlock {}

    /**
     * @param heads by endpoint name; at least {@code needed} of them
     * @param needed how many have to know the block, at least 2
     * @param toleratedLagBlocks how far below the newest head it may be
     * @param lookUp an endpoint's block at a height, where its head does not tell
     */
    static CommonBlock of(
            Map<String, BlockHeader> heads,
            int needed,
            long toleratedLagBlocks,
            BiFunction<String, Long, Optional<BlockHeader>> lookUp) {
        List<Long> highestFirst = heads.values().stream()
                .map(BlockHeader::number)
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        long newest = highestFirst.get(0);
        long start = highestFirst.get(needed - 1);
        Histories histories = new Histories(heads, lookUp);
        for (long height = start; height >= Math.max(0, start - LONGEST_WALK_BLOCKS); height--) {
            Map<BlockHash, List<String>> groups = histories.at(height);
            Optional<Map.Entry<BlockHash, List<String>>> most = clearlyMost(groups, needed);
            if (most.isPresent()) {
                List<String> knowing = most.get().getValue();
                boolean majority = 2 * knowing.size() > heads.size();
                if (newest - height > toleratedLagBlocks && !mostAreNear(heads, height, toleratedLagBlocks)) {
                    return new None("their heads are too far apart: " + words(heads));
                }
                return new Chosen(
                        most.get().getKey(),
                        height,
                        knowing,
                        majority
                                ? histories.strangers(height, most.get().getKey(), knowing, newest, toleratedLagBlocks)
                                : Map.of());
            }
        }
        return new None("they tell of different blocks: " + words(heads));
    }

    /** Whether a majority has its head about here, so that it is the others who are too far ahead. */
    private static boolean mostAreNear(Map<String, BlockHeader> heads, long height, long toleratedLagBlocks) {
        long near = heads.values().stream()
                .filter(head -> Math.abs(head.number() - height) <= toleratedLagBlocks)
                .count();
        return 2 * near > heads.size();
    }

    private static Optional<Map.Entry<BlockHash, List<String>>> clearlyMost(
            Map<BlockHash, List<String>> groups, int needed) {
        List<Map.Entry<BlockHash, List<String>>> largestFirst = groups.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(b.getValue().size(), a.getValue().size()))
                .toList();
        if (largestFirst.isEmpty() || largestFirst.get(0).getValue().size() < needed) {
            return Optional.empty();
        }
        boolean tied = largestFirst.size() > 1
                && largestFirst.get(1).getValue().size()
                        == largestFirst.get(0).getValue().size();
        return tied ? Optional.empty() : Optional.of(largestFirst.get(0));
    }

    static String words(Map<String, BlockHeader> heads) {
        return String.join(
                "; ",
                heads.entrySet().stream()
                        .map(each -> each.getKey() + " says: block "
                                + each.getValue().number() + " "
                                + Said.shortened(each.getValue().hash().hex()))
                        .toList());
    }

    /** What each endpoint says its chain is, as far as it was asked. */
    final class Histories {
        private final Map<String, BlockHeader> heads;
        private final BiFunction<String, Long, Optional<BlockHeader>> lookUp;
        private final Map<String, Map<Long, BlockHash>> known = new HashMap<>();

        private Histories(Map<String, BlockHeader> heads, BiFunction<String, Long, Optional<BlockHeader>> lookUp) {
            this.heads = heads;
            this.lookUp = lookUp;
            heads.forEach(this::note);
        }

        private void note(String name, BlockHeader header) {
            Map<Long, BlockHash> hashes = known.computeIfAbsent(name, any -> new HashMap<>());
            hashes.put(header.number(), header.hash());
            hashes.put(header.number() - 1, header.parentHash());
        }

        private Map<BlockHash, List<String>> at(long height) {
            Map<BlockHash, List<String>> groups = new LinkedHashMap<>();
            heads.forEach((name, head) -> {
                if (head.number() >= height) {
                    hash(name, height)
                            .ifPresent(hash -> groups.computeIfAbsent(hash, any -> new ArrayList<>())
                                    .add(name));
                }
            });
            return groups;
        }

        private Optional<BlockHash> hash(String name, long height) {
            @Nullable BlockHash told = known.getOrDefault(name, Map.of()).get(height);
            if (told == null) {
                lookUp.apply(name, height)
                        .filter(header -> header.number() == height)
                        .ifPresent(header -> note(name, header));
                told = known.getOrDefault(name, Map.of()).get(height);
            }
            return Optional.ofNullable(told);
        }

        private Map<String, String> strangers(
                long height, BlockHash chosen, List<String> knowing, long newest, long toleratedLagBlocks) {
            Map<String, String> strangers = new LinkedHashMap<>();
            heads.forEach((name, head) -> {
                if (knowing.contains(name) && head.number() - height > toleratedLagBlocks) {
                    strangers.put(
                            name,
                            "its head " + head.number() + " is " + (head.number() - height)
                                    + " blocks beyond what the others know");
                } else if (head.number() >= height
                        && !knowing.contains(name)
                        && !isForkAtTheHead(name, knowing, height)) {
                    strangers.put(
                            name,
                            "it tells of another history: its block " + height + " is not the "
                                    + Said.shortened(chosen.hex()) + " of the others");
                }
            });
            return strangers;
        }

        /** Two blocks on one parent happen to honest nodes. */
        private boolean isForkAtTheHead(String name, List<String> knowing, long height) {
            return hash(name, height - 1).equals(hash(knowing.get(0), height - 1));
        }
    }
}
