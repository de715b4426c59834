package io.evenkeel.exposure;

import io.evenkeel.chain.VenueId;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.util.List;
import java.util.Optional;

/**
 * How the vault moves when the price moves, at one price.
 *
 * @param price what everything is counted at
 * @param lines one for each thing held: they add up to the totals
 * @param delta base token: value moves by this much base when the price moves
 * @param gamma model: whole base tokens that delta changes by when the price rises by one
 * @param nav quote token, each line rounded down
 */
public record Exposure(Price price, List<Line> lines, TokenDelta delta, double gamma, TokenDelta nav) {
    public Exposure {
        lines = List.copyOf(lines);
    }

    /** Adds the lines up. */
    public static Exposure of(Price price, List<Line> lines) {
        TokenDelta delta = TokenDelta.zero(price.base());
        TokenDelta nav = TokenDelta.zero(price.quote());
        double gamma = 0;
        for (Line line : lines) {
            delta = delta.plus(line.delta());
            nav = nav.plus(line.nav());
            gamma += line.gamma();
        }
        return new Exposure(price, lines, delta, gamma, nav);
    }

    /** Quote token, rounded down: what the delta is worth. */
    public TokenDelta dollarDelta() {
        return price.valueDown(delta);
    }

    /** Model: {@code gamma × price²}, whole quote: a move by the part m of the price makes half of it times m². */
    public double dollarGamma() {
        return gamma * price.asDouble() * price.asDouble();
    }

    /** The line of this venue. */
    public Optional<Line> line(VenueId venue) {
        return lines.stream()
                .filter(line -> line.venue().filter(venue::equals).isPresent())
                .findFirst();
    }

    /**
     * One thing held.
     *
     * @param name what people read, such as {@code idle WETH} or {@code perp-v2:ETH}
     * @param venue the hedge venue it sits at; empty for what the vault holds itself
     */
    public record Line(String name, Optional<VenueId> venue, TokenDelta delta, double gamma, TokenDelta nav) {}
}
