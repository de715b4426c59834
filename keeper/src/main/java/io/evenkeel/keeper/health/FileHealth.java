package io.evenkeel.keeper.health;

import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.risk.health.Measure;
import io.evenkeel.risk.health.Suspicion;
import io.evenkeel.risk.health.Trait;
import io.evenkeel.risk.health.VenueWatch;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Two small JSON files beside the orders, each replaced in one step. A file of suspects that cannot be understood is as
 * good as none: whatever differs is found again. Without knowing what was acknowledged everything is suspect.
 */
public final class FileHealth implements HealthStore {
    private final Path acknowledgedFile;
    private final Path suspectsFile;
    private final ChainId chainId;

    public FileHealth(Path stateDirectory, ChainId chainId) {
        this.acknowledgedFile = stateDirectory.resolve("acknowledged.json");
        this.suspectsFile = stateDirectory.resolve("suspects.json");
        this.chainId = chainId;
    }

    @Override
    public Optional<Acknowledged> acknowledged(VenueId venue) {
        return trouble().isPresent() ? Optional.empty() : Optional.ofNullable(all().get(venue.name()));
    }

    @Override
    public void acknowledge(VenueId venue, Acknowledged acknowledged) {
        Map<String, Acknowledged> all = new TreeMap<>(trouble().isPresent() ? Map.of() : all());
        all.put(venue.name(), acknowledged);
        Map<String, Object> values = new LinkedHashMap<>();
        all.forEach((name, each) -> values.put(
                name,
                Map.of(
                        "number",
                        each.number(),
                        "at",
                        each.at().toString(),
                        "traits",
                        each.watch().traits().stream().map(FileHealth::values).toList(),
                        "measures",
                        each.watch().measures().stream().map(FileHealth::values).toList())));
        Documents.replaceJson(acknowledgedFile, values);
    }

    @Override
    public void replaceQuarantines(Map<VenueId, Quarantine> quarantines) {
        Map<String, Object> values = new LinkedHashMap<>();
        quarantines.forEach((venue, each) -> values.put(
                venue.name(),
                Map.of(
                        "against",
                        each.against(),
                        "since",
                        each.since().toString(),
                        "changes",
                        each.changes().stream().map(FileHealth::values).toList(),
                        "told",
                        each.told())));
        Documents.replaceJson(suspectsFile, values);
    }

    @Override
    public Map<VenueId, Quarantine> quarantines() {
        Map<VenueId, Quarantine> found = new LinkedHashMap<>();
        try {
            new TreeMap<>(read(suspectsFile))
                    .forEach((name, entry) -> found.put(new VenueId(chainId, name), quarantine(entry)));
        } catch (IllegalArgumentException | ClassCastException | DateTimeException unreadable) {
            return Map.of();
        }
        return found;
    }

    @Override
    public Optional<String> trouble() {
        try {
            all();
            return Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | DateTimeException unreadable) {
            return Optional.of("what was acknowledged cannot be read from " + acknowledgedFile + " ("
                    + unreadable.getMessage() + ")");
        }
    }

    private Map<String, Acknowledged> all() {
        Map<String, Acknowledged> all = new TreeMap<>();
        read(acknowledgedFile).forEach((name, entry) -> all.put(name, acknowledged(entry)));
        return all;
    }

    private static Map<String, Object> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        return switch (Documents.readJson(file)) {
            case Documents.Outcome.Read read -> read.values();
            case Documents.Outcome.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.reason());
        };
    }

    private static Acknowledged acknowledged(Object entry) {
        Map<?, ?> values = (Map<?, ?>) entry;
        return new Acknowledged(
                number(values),
                Instant.parse(text(values, "at")),
                new VenueWatch(
                        list(values, "traits").stream()
                                .map(each -> new Trait(kind(each), text(each, "label"), text(each, "value")))
                                .toList(),
                        list(values, "measures").stream()
                                .map(each -> new Measure(
                                        Measure.Kind.valueOf(text(each, "kind")),
                                        text(each, "label"),
                                        new BigInteger(text(each, "value"))))
                                .toList()));
    }

    private static Quarantine quarantine(Object entry) {
        Map<?, ?> values = (Map<?, ?>) entry;
        return new Quarantine(
                Integer.parseInt(text(values, "against")),
                Instant.parse(text(values, "since")),
                list(values, "changes").stream()
                        .map(each -> new Suspicion.Changed(
                                kind(each), text(each, "about"), text(each, "before"), text(each, "now")))
                        .toList(),
                items(values, "told").stream().map(String::valueOf).toList());
    }

    private static Map<String, String> values(Trait trait) {
        return Map.of("kind", trait.kind().name(), "label", trait.label(), "value", trait.value());
    }

    private static Map<String, String> values(Measure measure) {
        return Map.of(
                "kind",
                measure.kind().name(),
                "label",
                measure.label(),
                "value",
                measure.value().toString());
    }

    private static Map<String, String> values(Suspicion.Changed change) {
        return Map.of(
                "kind", change.kind().name(), "about", change.about(), "before", change.before(), "now", change.now());
    }

    private static int number(Map<?, ?> values) {
        return Integer.parseInt(text(values, "number"));
    }

    private static Trait.Kind kind(Map<?, ?> values) {
        return Trait.Kind.valueOf(text(values, "kind"));
    }

    private static String text(Map<?, ?> values, String key) {
        Object found = values.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return found.toString();
    }

    private static List<Map<?, ?>> list(Map<?, ?> values, String key) {
        return items(values, key).stream()
                .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                .toList();
    }

    private static List<?> items(Map<?, ?> values, String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            throw new IllegalArgumentException("no list of " + key);
        }
        return list;
    }
}
