package io.evenkeel.market;

import io.evenkeel.market.position.Position;
import java.time.Instant;
import java.util.List;

/**
 * Positions, and the market that says what moves them.
 *
 * @param market at the same instant as the rest of the snapshot
 */
public record Portfolio(Market market, List<Position> positions) {
    /** Nothing, and so nothing needs to be known of any market. */
    public static final Portfolio NOTHING = new Portfolio(Market.at(Instant.EPOCH), List.of());

    public Portfolio {
        positions = List.copyOf(positions);
    }
}
