package io.evenkeel.keeper.backtest.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with files: the first of each file in full, all of them counted by kind. */
public final class Faults {
    /** Per file. Who mends the first twenty has usually mended the rest. */
    static final int MOST_LISTED_PER_FILE = 20;

    private final List<String> listed = new ArrayList<>();
    private final Map<String, Integer> listedOfFile = new TreeMap<>();
    private final Map<String, Integer> unlistedOfKind = new TreeMap<>();

    /**
     * @param line 1 is the first; 0 when it is not a matter of one line
     * @param kind the same words for every fault of a kind, as in {@code "duplicate"}
     */
    public void add(String file, long line, String kind, String words) {
        if (listedOfFile.merge(file, 1, Integer::sum) <= MOST_LISTED_PER_FILE) {
            listed.add(line > 0 ? file + " line " + line + ": " + words : file + ": " + words);
        } else {
            unlistedOfKind.merge(kind, 1, Integer::sum);
        }
    }

    public boolean none() {
        return listed.isEmpty();
    }

    /** All of them, those that are not listed too. */
    public int count() {
        return listedOfFile.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One line each, in the order they were found, and a last line for those that found no room. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(listed);
        if (!unlistedOfKind.isEmpty()) {
            List<String> kinds = new ArrayList<>();
            unlistedOfKind.forEach((kind, count) -> kinds.add(count + " " + kind));
            lines.add("and " + (count() - listed.size()) + " more: " + String.join(", ", kinds));
        }
        return lines;
    }
}
