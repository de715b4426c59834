package io.evenkeel.testchain.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What has happened so far, in figures. */
final class Tally {
    private static final long EXPECTED_START_MILLISECONDS = 1_500;

    private final Map<Finding.Kind, Integer> findings = new EnumMap<>(Finding.Kind.class);
    private final Map<KillPoint, Integer> reached = new EnumMap<>(KillPoint.class);
    private final Map<String, Long> faults = new TreeMap<>();
    private final List<Long> safe = new ArrayList<>();
    private final List<Long> safeUndisturbed = new ArrayList<>();
    private final List<Long> started = new ArrayList<>();
    private int kills;
    private final Map<String, Integer> cycles = new TreeMap<>();
    private int ended;
    private int unresolved;
    private long transactions;
    private int intents;

    /** @param endedByItself before it could be killed, which a keeper on a line that fails should not do */
    void killed(KillPoint point, boolean wasReached, boolean endedByItself) {
        kills++;
        ended += endedByItself ? 1 : 0;
        if (wasReached) {
            reached.merge(point, 1, Integer::sum);
        }
    }

    void found(Finding finding) {
        findings.merge(finding.kind(), 1, Integer::sum);
    }

    /** @param how its first word: sent, held, waiting … */
    void cycleEnded(String how) {
        cycles.merge(how, 1, Integer::sum);
    }

    /**
     * A keeper became safe.
     *
     * @param sinceJvm milliseconds, as it says itself
     * @param sinceStart milliseconds since its process was started, as seen from outside
     * @param undisturbed whether the line was sound: who has to wait for answers is safe later
     */
    void safeAfter(long sinceJvm, long sinceStart, boolean undisturbed) {
        safe.add(sinceJvm);
        if (undisturbed) {
            safeUndisturbed.add(sinceJvm);
        }
        started.add(sinceStart);
    }

    void leftUnresolved(int count) {
        unresolved += count;
    }

    void sent(long transactionCount, int intentCount) {
        transactions += transactionCount;
        intents += intentCount;
    }

    void faulted(Map<?, Long> drawn) {
        drawn.forEach((fault, count) -> faults.merge(String.valueOf(fault).toLowerCase(Locale.ROOT), count, Long::sum));
    }

    /** From process start until safe, as far as is known by now. */
    long usualStartMilliseconds() {
        return started.isEmpty() ? EXPECTED_START_MILLISECONDS : percentile(started, 50);
    }

    int kills() {
        return kills;
    }

    int count(Finding.Kind kind) {
        return findings.getOrDefault(kind, 0);
    }

    boolean isClean() {
        return findings.isEmpty() && unresolved == 0;
    }

    /** The agreed keys first, in their order. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", kills);
        figures.put(
                "cycles", cycles.values().stream().mapToInt(Integer::intValue).sum());
        figures.put("doubled", count(Finding.Kind.DOUBLED));
        figures.put("lost", count(Finding.Kind.LOST));
        figures.put("stuck", count(Finding.Kind.STUCK));
        figures.put("unresolved", unresolved);
        figures.put("time_to_safe_ms_p50", percentile(safe, 50));
        figures.put("time_to_safe_ms_p99", percentile(safe, 99));
        figures.put("time_to_safe_undisturbed_ms_p50", percentile(safeUndisturbed, 50));
        figures.put("time_to_safe_undisturbed_ms_p99", percentile(safeUndisturbed, 99));
        figures.put("start_ms_p50", percentile(started, 50));
        figures.put("start_ms_p99", percentile(started, 99));
        figures.put("starts_measured", safe.size());
        figures.put("intents", intents);
        figures.put("transactions", transactions);
        figures.put("ended_by_themselves", ended);
        figures.put("cycles_ended", new LinkedHashMap<>(cycles));
        Map<String, Integer> points = new LinkedHashMap<>();
        reached.forEach((point, count) -> points.put(point.name().toLowerCase(Locale.ROOT), count));
        figures.put("killed", points);
        figures.put("faults", new LinkedHashMap<>(faults));
        return figures;
    }

    /** The smallest value that so many of a hundred do not exceed (nearest rank); 0 when there is none. */
    static long percentile(List<Long> values, int percent) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
