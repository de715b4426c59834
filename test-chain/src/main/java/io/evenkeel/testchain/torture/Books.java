package io.evenkeel.testchain.torture;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.adapter.jdbc.H2JournalFile;
import io.evenkeel.keeper.journal.AttemptEntry;
import io.evenkeel.keeper.journal.IntentEntry;
import io.evenkeel.keeper.journal.IntentState;
import io.evenkeel.keeper.journal.Journal;
import io.evenkeel.keeper.journal.JournalOpening;
import io.evenkeel.testchain.JsonRpc;
import io.evenkeel.testchain.JsonRpc.Request;
import io.evenkeel.testchain.torture.Finding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;

/**
 * Compares what the chain knows of the keeper's key and its vault, and what went over the line, with the journal. Each
 * look reads the blocks since the last one; what was found is told once.
 */
final class Books {
    private static final String EXECUTED = Hash.sha3String("Executed(bytes32,uint256,int256,int256,uint256,uint256)");
    private static final String SENDING = "\"eth_sendRawTransaction\"";
    private static final Pattern RAW = Pattern.compile("\"params\"\\s*:\\s*\\[\\s*\"(0x[0-9a-fA-F]+)\"");
    /** Intents that may have changed since the last look: a keeper decides a few in a life. */
    private static final int RECENT = 300;

    private final Arena arena;
    private final String sender;
    private final ConcurrentLinkedQueue<String> overTheLine = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> executions = new HashMap<>();
    private final Map<String, Set<String>> minedByIntent = new HashMap<>();
    private final Set<String> sentHashes = new HashSet<>();
    private final Set<IntentId> remembered = new LinkedHashSet<>();
    private final Set<String> told = new HashSet<>();
    private long nextBlock;

    Books(Arena arena) {
        this.arena = arena;
        this.sender = arena.keeper().hex();
        this.nextBlock = arena.contracts().block() + 1;
        arena.line().onDelivery(this::heard);
    }

    /** @param unresolved oldest first */
    record Look(List<Finding> findings, List<IntentEntry> unresolved) {}

    /** May be called while a keeper runs: it looks at a copy. */
    List<IntentEntry> unresolved() {
        try (Journal journal = journal()) {
            return journal.unresolved();
        }
    }

    /** Only while no keeper runs: what it had written and what it had sent are then two things that stand still. */
    Look look() {
        try (Journal journal = journal()) {
            Checked checked = new Checked(journal);
            checked.run();
            return new Look(checked.findings, journal.unresolved());
        }
    }

    int transactions() {
        return sentHashes.size();
    }

    int intents() {
        return remembered.size();
    }

    private void heard(String request) {
        Matcher found = RAW.matcher(request);
        while (request.contains(SENDING) && found.find()) {
            overTheLine.add(Hash.sha3(found.group(1)));
        }
    }

    /** A copy; an empty one while no keeper has lived long enough to make one. */
    private Journal journal() {
        boolean made = Files.exists(arena.state().resolve("journal.mv.db"));
        return switch (made ? H2JournalFile.openCopy(arena.state()) : H2JournalFile.open(emptyFolder())) {
            case JournalOpening.Opened opened -> opened.journal();
            case JournalOpening.Refused refused -> throw new JournalUnreadable(refused.reason());
        };
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("evenkeel-no-journal-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next keeper could not start from it either. */
    static final class JournalUnreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        JournalUnreadable(String reason) {
            super(reason);
        }
    }

    /** One look. */
    private final class Checked {
        private final Journal journal;
        private final List<Finding> findings = new ArrayList<>();
        private final Set<IntentId> unresolved;
        private final Map<String, IntentEntry> byHash = new HashMap<>();
        private final Map<String, IntentEntry> recent = new LinkedHashMap<>();

        Checked(Journal journal) {
            this.journal = journal;
            this.unresolved = journal.unresolved().stream()
                    .map(each -> each.intent().intentId())
                    .collect(Collectors.toSet());
            for (IntentEntry entry : journal.newest(RECENT)) {
                recent.put(entry.intent().intentId().hex(), entry);
                for (AttemptEntry attempt : entry.attempts()) {
                    attempt.signed()
                            .ifPresent(signed -> byHash.put(signed.hash().hex(), entry));
                }
            }
        }

        void run() {
            List<String> mined = readBlocks();
            mined.forEach(this::belongsToAnIntent);
            for (String hash = overTheLine.poll(); hash != null; hash = overTheLine.poll()) {
                if (sentHashes.add(hash) && !byHash.containsKey(hash)) {
                    tell(Kind.LOST, "transaction " + hash + " went over the line and the journal does not know it");
                }
            }
            recent.values().forEach(this::agreesWithTheChain);
            remembered.stream()
                    .filter(id ->
                            !recent.containsKey(id.hex()) && journal.find(id).isEmpty())
                    .forEach(id -> tell(Kind.LOST, "intent " + id + " was in the journal and is not any more"));
            recent.values().forEach(entry -> remembered.add(entry.intent().intentId()));
        }

        /** @return hashes of the keeper's transactions in the blocks since the last look */
        private List<String> readBlocks() {
            JsonRpc rpc = arena.rpc();
            long head = rpc.blockNumber();
            List<String> mined = new ArrayList<>();
            if (head < nextBlock) {
                return mined;
            }
            List<JsonNode> blocks = rpc.batch(LongStream.rangeClosed(nextBlock, head)
                    .mapToObj(number -> Request.of("eth_getBlockByNumber", JsonRpc.hex(number), true))
                    .toList());
            for (JsonNode block : blocks) {
                block.path("transactions")
                        .valueStream()
                        .filter(each -> each.path("from").asString("").equalsIgnoreCase(sender))
                        .forEach(each -> mined.add(each.path("hash").asString()));
            }
            rpc.request(
                            "eth_getLogs",
                            Map.of(
                                    "address",
                                    arena.contracts().main().vault().hex(),
                                    "fromBlock",
                                    JsonRpc.hex(nextBlock),
                                    "toBlock",
                                    JsonRpc.hex(head),
                                    "topics",
                                    List.of(EXECUTED)))
                    .valueStream()
                    .forEach(log -> executed(log.path("topics").get(1).asString()));
            nextBlock = head + 1;
            return mined;
        }

        private void executed(String intent) {
            if (executions.merge(intent, 1, Integer::sum) > 1) {
                tell(Kind.DOUBLED, "intent " + intent + " ran " + executions.get(intent) + " times");
            }
            if (!recent.containsKey(intent)) {
                tell(Kind.LOST, "intent " + intent + " ran and the journal does not know it");
            }
        }

        private void belongsToAnIntent(String hash) {
            IntentEntry entry = byHash.get(hash);
            if (entry == null) {
                tell(Kind.LOST, "transaction " + hash + " is in a block and the journal does not know it");
                return;
            }
            Set<String> mined =
                    minedByIntent.computeIfAbsent(entry.intent().intentId().hex(), first -> new LinkedHashSet<>());
            mined.add(hash);
            if (mined.size() > 1) {
                tell(Kind.DOUBLED, "intent " + entry.intent().intentId() + " has two transactions in blocks: " + mined);
            }
        }

        private void agreesWithTheChain(IntentEntry entry) {
            IntentId id = entry.intent().intentId();
            boolean ran = executions.containsKey(id.hex());
            if (entry.state() == IntentState.CONFIRMED && !ran) {
                tell(Kind.LOST, "intent " + id + " is confirmed in the journal and never ran");
            }
            if ((entry.state() == IntentState.FAILED || entry.state() == IntentState.ABANDONED) && ran) {
                tell(
                        Kind.LOST,
                        "intent " + id + " is " + entry.state() + " in the journal (" + entry.note() + ") and ran");
            }
            boolean listed = unresolved.contains(id);
            if (entry.state().isResolved() == listed) {
                tell(
                        Kind.LOST,
                        "intent " + id + " is " + entry.state() + (listed ? " and" : " and not")
                                + " on the list of those to settle");
            }
        }

        private void tell(Kind kind, String words) {
            if (told.add(words)) {
                findings.add(new Finding(kind, words));
            }
        }
    }
}
