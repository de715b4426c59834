package io.evenkeel.keeper.cli;

import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.health.HealthStore.Quarantine;
import io.evenkeel.risk.health.Suspicion;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells of protocols when what is thought of one changes.
 *
 * @param changed one line for each thing that is new since this was last asked
 */
record HealthNews(Supplier<List<String>> changed, Supplier<Map<VenueId, Quarantine>> suspects) {
    /** One line for each suspect, for the status. */
    List<String> lines() {
        return lines(suspects.get());
    }

    static List<String> lines(Map<VenueId, Quarantine> suspects) {
        return suspects.entrySet().stream()
                .map(suspect -> suspect.getKey().name() + " since "
                        + suspect.getValue().since() + ": "
                        + about(suspect.getValue()) + "; 'ack "
                        + suspect.getKey().name() + "' lifts it")
                .toList();
    }

    private static String about(Quarantine quarantine) {
        List<String> changed =
                quarantine.changes().stream().map(Suspicion.Changed::about).toList();
        String changes =
                quarantine.changes().stream().map(Suspicion.Changed::words).collect(Collectors.joining(", "));
        String measures = quarantine.told().stream()
                .filter(about -> !changed.contains(about))
                .collect(Collectors.joining(", "));
        return changes + (changes.isEmpty() || measures.isEmpty() ? "" : ", ") + measures;
    }
}
