package io.evenkeel.keeper.node;

import io.evenkeel.chain.Address;
import java.util.List;

/**
 * An event a contract emitted.
 *
 * @param topics lower-case hex of 32 bytes each, with 0x; the first is the event's signature
 */
public record LogEntry(Address emitter, List<String> topics, byte[] data) {
    public LogEntry {
        topics = List.copyOf(topics);
    }
}
