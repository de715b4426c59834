package io.evenkeel.keeper.operate;

import io.evenkeel.chain.ChainId;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.adapter.jackson.Documents;
import io.evenkeel.keeper.operate.OperatorOrders.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders in one small JSON file, replaced in one step. The commands write it, the running keeper reads it before each
 * cycle; neither needs the other to be running. A file that cannot be understood counts as an order to pause: sending
 * nothing is the one thing that cannot be wrong.
 */
public final class FileOrders implements OperatorOrders.Store {
    private final Path file;
    private final ChainId chainId;

    public FileOrders(Path file, ChainId chainId) {
        this.file = file;
        this.chainId = chainId;
    }

    @Override
    public OperatorOrders read() {
        return trouble()
                .map(reason -> new OperatorOrders(new Standing.Paused(Instant.EPOCH, reason), List.of()))
                .orElseGet(() -> Files.exists(file) ? parse() : OperatorOrders.NONE);
    }

    @Override
    public Optional<String> trouble() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            parse();
            return Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | DateTimeParseException unreadable) {
            return Optional.of("orders file " + file + " cannot be understood (" + unreadable.getMessage()
                    + "); paused until 'resume' replaces it");
        }
    }

    @Override
    public void replace(OperatorOrders orders) {
        Map<String, Object> values = new LinkedHashMap<>();
        switch (orders.standing()) {
            case Standing.Hedging hedging -> values.put("standing", "hedging");
            case Standing.Paused paused -> put(values, "paused", paused.since(), paused.why());
            case Standing.Unwinding unwinding -> put(values, "unwinding", unwinding.since(), unwinding.why());
            case Standing.Closing closing -> {
                put(values, "closing", closing.since(), closing.why());
                values.put("venue", closing.venue().name());
            }
        }
        values.put("acknowledged", orders.acknowledged());
        Documents.replaceJson(file, values);
    }

    private static void put(Map<String, Object> values, String standing, Instant since, String why) {
        values.put("standing", standing);
        values.put("since", since.toString());
        values.put("why", why);
    }

    private OperatorOrders parse() {
        Map<String, Object> values = switch (Documents.readJson(file)) {
            case Documents.Outcome.Read read -> read.values();
            case Documents.Outcome.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.reason());
        };
        Standing standing = switch (String.valueOf(values.get("standing"))) {
            case "hedging" -> new Standing.Hedging();
            case "paused" -> new Standing.Paused(since(values), why(values));
            case "unwinding" -> new Standing.Unwinding(since(values), why(values));
            case "closing" ->
                new Standing.Closing(
                        since(values), new VenueId(chainId, String.valueOf(values.get("venue"))), why(values));
            default -> throw new IllegalArgumentException("standing is '" + values.get("standing") + "'");
        };
        List<String> acknowledged = values.get("acknowledged") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new OperatorOrders(standing, acknowledged);
    }

    private static Instant since(Map<String, Object> values) {
        return Instant.parse(String.valueOf(values.get("since")));
    }

    private static String why(Map<String, Object> values) {
        return String.valueOf(values.get("why"));
    }
}
