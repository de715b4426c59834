package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.BlockHash;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.keeper.node.BlockHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks every endpoint for its newest block, judges them by it, and picks the block that the next reads are pinned to.
 * One request each, two when it is time to ask for the chain id; an endpoint that was silent is asked as well, but not
 * waited for.
 */
final class HeadRound {
    sealed interface Outcome {
        /**
         * @param readers endpoints that know the block and are believed; as many as have to agree, or more
         * @param header the block, where enough of their heads are just it
         */
        record Pinned(BlockHash hash, long number, List<Endpoint> readers, Optional<BlockHeader> header)
                implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    private final List<Endpoint> all;
    private final int needed;
    private final HealthRules rules;
    private final Parallel parallel;
    /** Endpoints that are being asked again whether they are back, each by one thread at most. */
    private final Set<Endpoint> underWay = ConcurrentHashMap.newKeySet();

    private volatile Optional<BlockHeader> lastPinned = Optional.empty();

    HeadRound(List<Endpoint> all, int needed, HealthRules rules, Parallel parallel) {
        this.all = all;
        this.needed = needed;
        this.rules = rules;
        this.parallel = parallel;
    }

    Outcome run() {
        List<Endpoint> waitedFor = all.stream()
                .filter(each -> !(each.standing() instanceof EndpointStanding.Silent))
                .toList();
        if (waitedFor.stream().filter(HeadRound::mayBeBelieved).count() < needed) {
            waitedFor = all;
        }
        all.stream().filter(not(waitedFor)).forEach(this::askLater);
        return run(waitedFor);
    }

    /** The same, the silent ones included. */
    Outcome runWaitingForAll() {
        return run(all);
    }

    /** The block of the newest round that pinned one, where enough heads told of it alike. */
    Optional<BlockHeader> lastPinned() {
        return lastPinned;
    }

    private Outcome run(List<Endpoint> waitedFor) {
        Outcome outcome = look(waitedFor);
        lastPinned = outcome instanceof Outcome.Pinned pinned ? pinned.header() : Optional.empty();
        return outcome;
    }

    private Outcome look(List<Endpoint> waitedFor) {
        Map<Endpoint, BlockHeader> heads = new LinkedHashMap<>();
        parallel.ask(waitedFor, Endpoint::head)
                .forEach((each, answer) -> Endpoint.found(answer).ifPresent(head -> heads.put(each, head)));
        Map<Endpoint, BlockHeader> believed = new LinkedHashMap<>();
        heads.forEach((each, head) -> {
            if (mayBeBelieved(each)) {
                believed.put(each, head);
            }
        });
        Outcome outcome = believed.size() < needed ? tooFew() : needed == 1 ? first(believed) : common(believed);
        return outcome instanceof Outcome.Pinned pinned && pinned.readers().size() < needed ? tooFew() : outcome;
    }

    private static Predicate<Endpoint> not(List<Endpoint> these) {
        return each -> !these.contains(each);
    }

    private void askLater(Endpoint each) {
        if (underWay.add(each)) {
            parallel.later(() -> {
                try {
                    each.head();
                } finally {
                    underWay.remove(each);
                }
            });
        }
    }

    /** One that is merely behind may have caught up: its new head will tell. */
    private static boolean mayBeBelieved(Endpoint each) {
        EndpointStanding standing = each.standing();
        return standing instanceof EndpointStanding.Well || standing instanceof EndpointStanding.Behind;
    }

    /** One word is enough: the preferred endpoint's, unless it is behind another. */
    private Outcome first(Map<Endpoint, BlockHeader> believed) {
        compare(believed);
        for (Map.Entry<Endpoint, BlockHeader> each : believed.entrySet()) {
            if (each.getKey().isWell()) {
                BlockHeader head = each.getValue();
                return new Outcome.Pinned(head.hash(), head.number(), knowing(believed, head), Optional.of(head));
            }
        }
        return tooFew();
    }

    private static List<Endpoint> knowing(Map<Endpoint, BlockHeader> believed, BlockHeader block) {
        return believed.entrySet().stream()
                .filter(each -> each.getValue().hash().equals(block.hash())
                        && each.getKey().isWell())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Outcome common(Map<Endpoint, BlockHeader> believed) {
        Map<String, Endpoint> byName = new LinkedHashMap<>();
        Map<String, BlockHeader> heads = new LinkedHashMap<>();
        believed.forEach((each, head) -> {
            byName.put(each.name(), each);
            heads.put(each.name(), head);
        });
        CommonBlock common = CommonBlock.of(
                heads, needed, rules.toleratedLagBlocks(), (name, height) -> lookUp(byName.get(name), height));
        return switch (common) {
            case CommonBlock.None none -> {
                compare(believed);
                yield new Outcome.Refused(needed + " endpoints must know one block and " + none.words());
            }
            case CommonBlock.Chosen chosen -> {
                chosen.strangers().forEach((name, lie) -> {
                    Endpoint stranger = byName.get(name);
                    if (stranger != null) {
                        stranger.caught(lie);
                        believed.remove(stranger);
                    }
                });
                compare(believed);
                List<Endpoint> readers = new ArrayList<>();
                byName.forEach((name, each) -> {
                    if (chosen.knowing().contains(name) && each.isWell()) {
                        readers.add(each);
                    }
                });
                yield new Outcome.Pinned(chosen.hash(), chosen.number(), readers, toldAlike(chosen, readers, believed));
            }
        };
    }

    /** Heads that are the same in everything need not be asked for again. */
    private Optional<BlockHeader> toldAlike(
            CommonBlock.Chosen chosen, List<Endpoint> readers, Map<Endpoint, BlockHeader> believed) {
        Map<String, Said<Optional<BlockHeader>>> told = new LinkedHashMap<>();
        for (Endpoint each : readers) {
            Optional.ofNullable(believed.get(each))
                    .filter(head -> head.hash().equals(chosen.hash()))
                    .ifPresent(head -> told.put(each.name(), Said.block(Optional.of(head))));
        }
        return Agreement.of(told, needed) instanceof Agreement.Agreed<Optional<BlockHeader>> agreed
                ? agreed.value()
                : Optional.empty();
    }

    private static Optional<BlockHeader> lookUp(@Nullable Endpoint each, long height) {
        return each == null ? Optional.empty() : Endpoint.found(each.block(new BlockTag.AtNumber(height)));
    }

    private void compare(Map<Endpoint, BlockHeader> believed) {
        long newest =
                believed.values().stream().mapToLong(BlockHeader::number).max().orElse(0);
        all.forEach(each -> each.comparedWith(newest));
    }

    private Outcome tooFew() {
        return new Outcome.Refused(tooFewWords(all, needed));
    }

    static String tooFewWords(List<Endpoint> all, int needed) {
        List<String> unwell =
                all.stream().filter(each -> !each.isWell()).map(Endpoint::words).toList();
        return needed + (needed == 1 ? " endpoint has to answer and " : " endpoints must agree and ")
                + (all.size() - unwell.size()) + " of " + all.size() + " can be believed: " + String.join("; ", unwell);
    }
}
