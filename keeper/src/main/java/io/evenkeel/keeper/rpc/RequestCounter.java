package io.evenkeel.keeper.rpc;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is asked of one endpoint, by method. */
public final class RequestCounter {
    private final Map<String, LongAdder> byMethod = new ConcurrentHashMap<>();

    public void count(String method) {
        byMethod.computeIfAbsent(method, any -> new LongAdder()).increment();
    }

    /** All requests since the start. */
    public long total() {
        return byMethod.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** A copy, by method name. */
    public Map<String, Long> byMethod() {
        Map<String, Long> counts = new TreeMap<>();
        byMethod.forEach((method, count) -> counts.put(method, count.sum()));
        return counts;
    }
}
