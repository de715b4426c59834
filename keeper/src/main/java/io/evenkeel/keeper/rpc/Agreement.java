package io.evenkeel.keeper.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether enough endpoints say the same. Pure. */
sealed interface Agreement<T> {
    /**
     * @param value what is believed
     * @param missing it is believed that there is no such thing (yet)
     * @param outvoted endpoints that said otherwise against a majority of all that spoke, and cannot merely be late
     */
    record Agreed<T>(T value, String key, boolean missing, List<String> outvoted) implements Agreement<T> {}

    /** Nobody can say who is right. */
    record Disagreed<T>(String words) implements Agreement<T> {}

    /** Not enough spoke. */
    record TooFew<T>(int spoke) implements Agreement<T> {}

    /**
     * @param said by endpoint name, in the configured order; those that gave no answer are not in it
     * @param needed how many have to say the same, at least 1
     */
    static <T> Agreement<T> of(Map<String, Said<T>> said, int needed) {
        if (said.size() < needed) {
            return new TooFew<>(said.size());
        }
        Map<String, List<Said<T>>> groups = new LinkedHashMap<>();
        said.values()
                .forEach(each -> groups.computeIfAbsent(each.key(), any -> new ArrayList<>())
                        .add(each));
        List<List<Said<T>>> largestFirst = groups.values().stream()
                .sorted((a, b) -> Integer.compare(b.size(), a.size()))
                .toList();
        List<Said<T>> most = largestFirst.get(0);
        boolean tied = largestFirst.size() > 1 && largestFirst.get(1).size() == most.size();
        if (most.size() < needed || tied) {
            return new Disagreed<>(words(said));
        }
        Said<T> winner = most.get(0);
        boolean majority = 2 * most.size() > said.size();
        List<String> outvoted = said.entrySet().stream()
                .filter(each -> majority && !each.getValue().key().equals(winner.key()))
                // What others have not got yet is no lie either: the one who has it may be ahead.
                .filter(each -> !each.getValue().mayLag() && !winner.mayLag())
                .map(Map.Entry::getKey)
                .toList();
        return new Agreed<>(winner.value(), winner.key(), winner.mayLag(), outvoted);
    }

    private static <T> String words(Map<String, Said<T>> said) {
        return String.join(
                "; ",
                said.entrySet().stream()
                        .map(each -> each.getKey() + " says: " + each.getValue().shown())
                        .toList());
    }
}
