package io.evenkeel.keeper.adapter.okhttp;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogFilter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said over one connection: it subscribes to the logs, then fetches those since the last block seen, then is
 * ready; new blocks are subscribed to as well, as the sign that the other side still tells us things. Not safe for
 * several threads.
 */
final class LogConversation {
    /** More blocks than this are not fetched in one go: a node may refuse, and the newest state is read anyway. */
    private static final long MOST_BLOCKS_BACK = 5_000;

    private static final long LOGS_ID = 1;
    private static final long HEAD_ID = 2;
    private static final long BACKFILL_ID = 3;
    private static final long BLOCKS_ID = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LogFilter filter;
    private final Consumer<String> line;
    private final Ear ear;
    private long seenBlock;
    private long backfillHead = -1;
    private boolean tellsOfBlocks;

    /** Hears what comes of it. */
    interface Ear {
        /** Everything missed has been handed over. */
        void ready();

        void log(LogEntry entry);

        /** The other side is of no use; nothing more is to be expected of it. */
        void broken(String reason);
    }

    /** @param seenBlock the newest block known of; -1 for none, then nothing is fetched */
    LogConversation(LogFilter filter, long seenBlock, Consumer<String> line, Ear ear) {
        this.filter = filter;
        this.seenBlock = seenBlock;
        this.line = line;
        this.ear = ear;
    }

    LogFilter filter() {
        return filter;
    }

    /** The newest block whose logs have been handed over. */
    long seenBlock() {
        return seenBlock;
    }

    /** Whether the other side said that it will tell of new blocks; some do not offer that. */
    boolean tellsOfBlocks() {
        return tellsOfBlocks;
    }

    void begin() {
        send(LOGS_ID, "eth_subscribe", List.of("logs", criteria()));
    }

    void hear(String text) {
        try {
            understand(JSON.readTree(text));
        } catch (JacksonException notJson) {
            ear.broken("the node sent what is not JSON");
        } catch (IllegalArgumentException | ArithmeticException misshapen) {
            ear.broken("the node sent what is no log: " + misshapen.getMessage());
        }
    }

    private void understand(JsonNode message) {
        if (message.path("method").asString("").equals("eth_subscription")) {
            told(message.path("params").path("result"));
            return;
        }
        long id = message.path("id").asLong(-1);
        if (id == BLOCKS_ID) {
            tellsOfBlocks = !message.has("error");
        } else if (message.has("error")) {
            ear.broken(
                    "the node refused: " + message.path("error").path("message").asString(""));
        } else if (id == LOGS_ID) {
            // Subscribed first, then fetched: what falls between is seen twice rather than never.
            send(HEAD_ID, "eth_blockNumber", List.of());
        } else if (id == HEAD_ID) {
            backfill(quantity(message.path("result")));
        } else if (id == BACKFILL_ID) {
            message.path("result").forEach(this::told);
            // Only now: had the line been cut before the answer came, the same range would be asked for again.
            seenBlock = Math.max(seenBlock, backfillHead);
            ready();
        }
    }

    private void backfill(long head) {
        if (seenBlock < 0 || seenBlock >= head) {
            seenBlock = Math.max(seenBlock, head);
            ready();
            return;
        }
        Map<String, Object> range = new LinkedHashMap<>(criteria());
        range.put("fromBlock", "0x" + Long.toHexString(Math.max(seenBlock, head - MOST_BLOCKS_BACK)));
        range.put("toBlock", "0x" + Long.toHexString(head));
        backfillHead = head;
        send(BACKFILL_ID, "eth_getLogs", List.of(range));
    }

    private void ready() {
        ear.ready();
        send(BLOCKS_ID, "eth_subscribe", List.of("newHeads"));
    }

    private void told(JsonNode what) {
        if (what.has("parentHash")) {
            seenBlock = Math.max(seenBlock, quantity(what.path("number")));
        } else {
            deliver(what);
        }
    }

    private void deliver(JsonNode log) {
        Address emitter = Address.of(log.path("address").asString(""));
        List<String> topics = new ArrayList<>();
        log.path("topics").forEach(topic -> topics.add(topic.asString("").toLowerCase(Locale.ROOT)));
        boolean asked = filter.addresses().contains(emitter)
                && !topics.isEmpty()
                && filter.firstTopics().contains(topics.get(0));
        // A log that was taken back tells nothing: the newest state is read at a block, whatever the reason to look.
        if (!asked || log.path("removed").asBoolean(false)) {
            return;
        }
        LogEntry entry = new LogEntry(
                emitter,
                topics,
                bytes(log.path("data")),
                quantity(log.path("blockNumber")),
                quantity(log.path("logIndex")));
        seenBlock = Math.max(seenBlock, entry.blockNumber());
        ear.log(entry);
    }

    private void send(long id, String method, List<?> params) {
        line.accept(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
    }

    private Map<String, Object> criteria() {
        return Map.of(
                "address",
                filter.addresses().stream().map(Address::hex).toList(),
                "topics",
                List.of(filter.firstTopics()));
    }

    private static byte[] bytes(JsonNode hex) {
        String text = hex.asString("");
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("data without 0x");
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    private static long quantity(JsonNode hex) {
        String text = hex.asString("");
        if (!text.matches("0x[0-9a-fA-F]{1,16}")) {
            throw new IllegalArgumentException("a number that is none");
        }
        return Math.absExact(Long.parseUnsignedLong(text.substring(2), 16));
    }
}
