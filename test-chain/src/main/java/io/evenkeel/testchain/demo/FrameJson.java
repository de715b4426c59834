package io.evenkeel.testchain.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frame as one flat JSON object, for programs. */
final class FrameJson {
    private FrameJson() {}

    static Map<String, Object> of(Frame frame) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("block", frame.block());
        line.put("time", frame.chainTime().toString());
        line.put("progress", frame.progress());
        line.put("price", frame.price());
        line.put("hedged_nav", frame.hedgedNav());
        line.put("unhedged_nav", frame.unhedgedNav());
        line.put("delta", frame.delta());
        line.put("target", frame.target());
        line.put("band", frame.band());
        List<Map<String, Object>> venues =
                frame.venues().stream().map(FrameJson::of).toList();
        line.put("venues", venues);
        line.put("transactions", frame.counters().transactions());
        line.put("reverts", frame.counters().reverts());
        line.put("note", frame.notes().isEmpty() ? "" : frame.notes().getFirst().full());
        return line;
    }

    private static Map<String, Object> of(Frame.VenueRow venue) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", venue.name());
        line.put("hedge", venue.delta());
        line.put("share", venue.share());
        line.put("equity", venue.equity());
        line.put("maintenance", venue.maintenance());
        venue.liquidationPrice().ifPresent(price -> line.put("liquidation_price", price));
        venue.liquidationDistance().ifPresent(distance -> line.put("liquidation_distance", distance));
        line.put("condition", venue.condition());
        return line;
    }
}
