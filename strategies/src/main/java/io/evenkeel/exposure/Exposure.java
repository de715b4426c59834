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
 * @param nav quote token, each line rounded down
 * @param greeks model: in base and quote tokens, of the base token's asset
 */
public record Exposure(Price price, List<Line> lines, TokenDelta delta, TokenDelta nav, Greeks greeks) {
    public Exposure {
        lines = List.copyOf(lines);
    }

    /** Adds the lines up. */
    public static Exposure of(Price price, List<Line> lines) {
        TokenDelta delta = TokenDelta.zero(price.base());
        TokenDelta nav = TokenDelta.zero(price.quote());
        Greeks greeks = Greeks.NONE;
        for (Line line : lines) {
            delta = delta.plus(line.delta());
            nav = nav.plus(line.nav());
            greeks = greeks.plus(line.greeks());
        }
        return new Exposure(price, lines, delta, nav, greeks);
    }

    /** Model: whole base tokens that delta changes by when the price rises by one. */
    public double gamma() {
        return greeks.gamma();
    }

    /** Quote token, rounded down: what the delta is worth. */
    public TokenDelta dollarDelta() {
        return price.valueDown(delta);
    }

    /** Model: {@code gamma × price²}, whole quote: a move by the part m of the price makes half of it times m². */
    public double dollarGamma() {
        return gamma() * price.asDouble() * price.asDouble();
    }

    /** The part of the delta that is not certain: what orders add that have not been filled. */
    public TokenDelta pendingDelta() {
        TokenDelta pending = TokenDelta.zero(price.base());
        for (Line line : lines) {
            pending = line.certain() ? pending : pending.plus(line.delta());
        }
        return pending;
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
     * @param certain whether it is there already, and not only ordered
     */
    public record Line(
            String name, Optional<VenueId> venue, boolean certain, TokenDelta delta, TokenDelta nav, Greeks greeks) {
        /** Of what is there and holds no option. */
        public Line(String name, Optional<VenueId> venue, TokenDelta delta, double gamma, TokenDelta nav) {
            this(name, venue, true, delta, nav, Greeks.of(delta.wholeAsDouble(), gamma));
        }

        public double gamma() {
            return greeks.gamma();
        }
    }
}
