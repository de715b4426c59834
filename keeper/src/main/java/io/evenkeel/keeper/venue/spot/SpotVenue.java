package io.evenkeel.keeper.venue.spot;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.Besides;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReader;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.spot.SpotPosition;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.List;

/**
 * What lies idle in the vault. With a router and a pool it is a place to hedge as well: base that the vault means to
 * hold is sold and bought back. It is one venue either way, since a second gauge would count the same tokens twice.
 */
public final class SpotVenue {
    public static final VenueProtocol PROTOCOL = new VenueProtocol(
            "spot",
            List.of(),
            new Besides(List.of("swapRouter", "swapPool"), List.of("holds", "keeps")),
            false,
            RevertTable.of("spot"),
            SpotVenue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "SpotGauge").function("state");

    private SpotVenue() {}

    private static ConfiguredVenue configure(Site site) {
        return site.hasBesides()
                ? new ConfiguredVenue(site.id(), trading(site), new SpotEncoder(site.id(), site.contract("swapRouter")))
                : new ConfiguredVenue(
                        site.id(), (primitives, reading, surroundings) -> read(primitives, site), held(site));
    }

    private static VenueEncoder held(Site site) {
        return (action, order) -> {
            throw new IllegalArgumentException(site.id() + " is what the vault holds, not a place to hedge");
        };
    }

    /** While its pool cannot be read the tokens are held and no more. */
    private static VenueReader trading(Site site) {
        return (primitives, reading, surroundings) -> {
            VenuePart.Idle idle = read(primitives, site);
            SwapPool pool = surroundings.pools().get(site.contract("swapPool"));
            return pool == null
                    ? idle
                    : new VenuePart.TradedIdle(idle, backing -> position(site, idle, backing, pool, reading));
        };
    }

    private static SpotPosition position(
            Site site, VenuePart.Idle idle, TokenDelta backing, SwapPool pool, VenueReading reading) {
        return new SpotPosition(
                site.id(),
                site.pair(),
                reading.caps(),
                reading.condition(),
                idle.base(),
                idle.quote(),
                backing,
                site.amount("holds"),
                site.amount("keeps"),
                pool);
    }

    private static VenuePart.Idle read(byte[] primitives, Site site) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        return new VenuePart.Idle(
                new TokenAmount(site.pair().base(), state.integer("idleBase")),
                new TokenAmount(site.pair().quote(), state.integer("idleQuote")));
    }
}
