package io.evenkeel.keeper.rpc;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.ChainReader.BlockTag;
import io.evenkeel.chain.ChainReader.CallOutcome;
import io.evenkeel.chain.Nonce;
import io.evenkeel.chain.TxHash;
import io.evenkeel.keeper.node.BlockHeader;
import io.evenkeel.keeper.node.NodeAnswer;
import io.evenkeel.keeper.node.NodeFault;
import io.evenkeel.keeper.node.NodeGateway.Finality;
import io.evenkeel.keeper.node.Receipt;
import io.evenkeel.units.Gas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads that money depends on: as many endpoints as configured have to say the same of the same block, or there is no
 * answer, only words about who said what. Whoever is outvoted by a majority is put aside; endpoints on probation are
 * asked along and not counted.
 */
final class AgreedReads {
    private final List<Endpoint> all;
    private final int needed;
    private final HeadRound heads;
    private final Parallel parallel;

    /** @param needed how many have to say the same, 2 or more */
    AgreedReads(List<Endpoint> all, int needed, HeadRound heads, Parallel parallel) {
        this.all = all;
        this.needed = needed;
        this.heads = heads;
        this.parallel = parallel;
    }

    CallOutcome call(Address to, byte[] callData, BlockTag at) {
        return switch (at) {
            case BlockTag.Latest latest ->
                switch (heads.run()) {
                    case HeadRound.Outcome.Refused refused -> new CallOutcome.Unanswered(refused.reason());
                    case HeadRound.Outcome.Pinned pinned ->
                        call(
                                to,
                                callData,
                                new BlockTag.AtHash(pinned.hash()),
                                pinned.readers(),
                                " at block " + pinned.number() + " "
                                        + Said.shortened(pinned.hash().hex()));
                };
            default -> call(to, callData, at, well(), " at " + at);
        };
    }

    private CallOutcome call(Address to, byte[] callData, BlockTag at, List<Endpoint> readers, String where) {
        Function<Endpoint, NodeAnswer<Said<CallOutcome>>> question = each -> switch (each.call(to, callData, at)) {
            case CallOutcome.Returned returned ->
                NodeAnswer.of(said(returned, Said.bytes("returned", returned.data())));
            case CallOutcome.Reverted reverted ->
                NodeAnswer.of(said(reverted, Said.bytes("reverted with", reverted.data())));
            case CallOutcome.Unanswered silent -> NodeAnswer.fault(new NodeFault.Unavailable(silent.reason()));
        };
        return switch (agree("eth_call" + where, readers, question)) {
            case NodeAnswer.Answered<CallOutcome> agreed -> agreed.value();
            case NodeAnswer.Faulted<CallOutcome> refused ->
                new CallOutcome.Unanswered(refused.fault().text());
        };
    }

    private static Said<CallOutcome> said(CallOutcome outcome, Said<byte[]> bytes) {
        return new Said<>(outcome, bytes.key(), bytes.shown(), false);
    }

    NodeAnswer<Nonce> count(Address account) {
        return switch (heads.run()) {
            case HeadRound.Outcome.Refused refused -> NodeAnswer.fault(new NodeFault.Disagreed(refused.reason()));
            case HeadRound.Outcome.Pinned pinned ->
                count(account, new BlockTag.AtHash(pinned.hash()), pinned.readers(), " at block " + pinned.number());
        };
    }

    NodeAnswer<Nonce> count(Address account, BlockTag at) {
        return count(account, at, well(), " at " + at);
    }

    private NodeAnswer<Nonce> count(Address account, BlockTag at, List<Endpoint> readers, String where) {
        return agree(
                "the transaction count of " + account + where,
                readers,
                each -> each.ask(node -> node.nonceAt(account, at)).map(Said::number));
    }

    List<NodeAnswer<Optional<Receipt>>> receipts(List<TxHash> hashes, Map<TxHash, Gas> limits) {
        List<Endpoint> readers = well();
        Map<Endpoint, List<NodeAnswer<Optional<Receipt>>>> answers = readers.size() < needed
                ? Map.of()
                : parallel.ask(withWitnesses(readers), each -> each.receipts(hashes, limits));
        List<NodeAnswer<Optional<Receipt>>> agreed = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            int index = i;
            Map<Endpoint, NodeAnswer<Said<Optional<Receipt>>>> toThis = new LinkedHashMap<>();
            answers.forEach((each, said) -> toThis.put(each, said.get(index).map(Said::receipt)));
            agreed.add(vote("the receipt of " + Said.shortened(hashes.get(i).hex()), readers, toThis));
        }
        return agreed;
    }

    /** The newest block that enough endpoints know. */
    NodeAnswer<Optional<BlockHeader>> newest() {
        return switch (heads.run()) {
            case HeadRound.Outcome.Refused refused -> NodeAnswer.fault(new NodeFault.Disagreed(refused.reason()));
            case HeadRound.Outcome.Pinned pinned ->
                pinned.header().isPresent()
                        ? NodeAnswer.of(pinned.header())
                        : block(new BlockTag.AtHash(pinned.hash()), pinned.readers());
        };
    }

    NodeAnswer<Optional<BlockHeader>> block(BlockTag at) {
        return block(at, well());
    }

    private NodeAnswer<Optional<BlockHeader>> block(BlockTag at, List<Endpoint> readers) {
        return agree("block " + at, readers, each -> each.block(at).map(Said::block));
    }

    /** Tags move with each node's own view, so the highest block that enough of them are past is the one. */
    NodeAnswer<Optional<BlockHeader>> lasting(Finality finality) {
        List<BlockHeader> highestFirst =
                parallel.ask(well(), each -> each.ask(node -> node.block(finality))).values().stream()
                        .flatMap(answer -> Endpoint.found(answer).stream())
                        .sorted(Comparator.comparingLong(BlockHeader::number).reversed())
                        .toList();
        return highestFirst.size() < needed
                ? NodeAnswer.fault(new NodeFault.Disagreed(needed + " endpoints must know the " + finality + " block, "
                        + highestFirst.size() + " answered"))
                : block(new BlockTag.AtNumber(highestFirst.get(needed - 1).number()));
    }

    List<Endpoint> well() {
        return all.stream().filter(Endpoint::isWell).toList();
    }

    private <T> NodeAnswer<T> agree(
            String what, List<Endpoint> readers, Function<Endpoint, NodeAnswer<Said<T>>> question) {
        return vote(what, readers, readers.size() < needed ? Map.of() : parallel.ask(withWitnesses(readers), question));
    }

    /** Those on probation are asked along. */
    private List<Endpoint> withWitnesses(List<Endpoint> readers) {
        return Stream.concat(
                        readers.stream(),
                        all.stream().filter(each -> each.standing() instanceof EndpointStanding.OnProbation))
                .toList();
    }

    private <T> NodeAnswer<T> vote(String what, List<Endpoint> readers, Map<Endpoint, NodeAnswer<Said<T>>> answers) {
        if (readers.size() < needed) {
            return NodeAnswer.fault(new NodeFault.Disagreed(HeadRound.tooFewWords(all, needed)));
        }
        Map<String, Said<T>> votes = new LinkedHashMap<>();
        List<String> silent = new ArrayList<>();
        for (Endpoint each : readers) {
            switch (answers.get(each)) {
                case NodeAnswer.Answered<Said<T>> answered -> votes.put(each.name(), answered.value());
                case NodeAnswer.Faulted<Said<T>> faulted ->
                    silent.add(each.name() + ": " + faulted.fault().describe());
                case null -> silent.add(each.name() + ": interrupted");
            }
        }
        return switch (Agreement.of(votes, needed)) {
            case Agreement.Agreed<T> agreed -> {
                outvote(what, agreed, votes, readers);
                hear(what, agreed, answers, readers);
                yield NodeAnswer.of(agreed.value());
            }
            case Agreement.Disagreed<T> differ ->
                NodeAnswer.fault(new NodeFault.Disagreed(
                        "the endpoints disagree about " + what + ", " + needed + " must agree: " + differ.words()));
            case Agreement.TooFew<T> few ->
                NodeAnswer.fault(new NodeFault.Disagreed(needed + " endpoints must agree about " + what + ", "
                        + few.spoke() + " answered; " + String.join("; ", silent)));
        };
    }

    private static <T> void outvote(
            String what, Agreement.Agreed<T> agreed, Map<String, Said<T>> votes, List<Endpoint> readers) {
        for (Endpoint each : readers) {
            Said<T> vote = votes.get(each.name());
            if (vote != null && agreed.outvoted().contains(each.name())) {
                each.caught("outvoted about " + what + ", it says: " + vote.shown());
            }
        }
    }

    private static <T> void hear(
            String what,
            Agreement.Agreed<T> agreed,
            Map<Endpoint, NodeAnswer<Said<T>>> answers,
            List<Endpoint> readers) {
        for (Map.Entry<Endpoint, NodeAnswer<Said<T>>> heard : answers.entrySet()) {
            Endpoint each = heard.getKey();
            if (!readers.contains(each) && heard.getValue() instanceof NodeAnswer.Answered<Said<T>> answered) {
                Said<T> said = answered.value();
                if (said.key().equals(agreed.key())) {
                    each.wasRight();
                } else if (!said.mayLag() && !agreed.missing()) {
                    each.caught("still wrong about " + what + ", it says: " + said.shown());
                }
            }
        }
    }
}
