package io.evenkeel.keeper.trigger;

import io.evenkeel.chain.Address;
import java.util.List;

/**
 * One event of one contract.
 *
 * @param topics each 0x and 64 hex digits, the event's signature hash first
 */
public record LogEntry(Address address, List<String> topics, byte[] data, long blockNumber, long logIndex) {
    public LogEntry {
        topics = List.copyOf(topics);
    }
}
