package io.evenkeel.plan;

import io.evenkeel.allocate.VenueMove;
import io.evenkeel.chain.VenueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves, and why, before anybody knows whether they fit.
 *
 * @param moves one for each venue, none that does nothing
 * @param reasons in the operator's words, most important first
 */
record Proposal(List<VenueMove> moves, List<String> reasons) {
    Proposal {
        moves = merged(moves);
        reasons = List.copyOf(reasons);
    }

    static Proposal nothing() {
        return new Proposal(List.of(), List.of());
    }

    boolean isNothing() {
        return moves.isEmpty();
    }

    boolean trades() {
        return moves.stream().anyMatch(move -> !move.delta().isZero());
    }

    Proposal plus(Proposal other) {
        List<VenueMove> both = new ArrayList<>(moves);
        both.addAll(other.moves);
        List<String> why = new ArrayList<>(reasons);
        why.addAll(other.reasons);
        return new Proposal(both, why);
    }

    private static List<VenueMove> merged(List<VenueMove> moves) {
        Map<VenueId, VenueMove> byVenue = new LinkedHashMap<>();
        moves.forEach(move -> byVenue.merge(move.venue(), move, VenueMove::plus));
        return byVenue.values().stream().filter(move -> !move.isNothing()).toList();
    }
}
