package io.evenkeel.keeper.venue.spot;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.TokenAmount;
import java.util.List;

/** The gauge of idle tokens. There is nothing to be done here. */
public final class SpotVenue {
    public static final VenueProtocol PROTOCOL =
            new VenueProtocol("spot", List.of(), false, RevertTable.of("spot"), SpotVenue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "SpotGauge").function("state");

    private SpotVenue() {}

    private static ConfiguredVenue configure(Site site) {
        return new ConfiguredVenue(
                site.id(), (primitives, reading, surroundings) -> read(primitives, site), (action, order) -> {
                    throw new IllegalArgumentException(site.id() + " is what the vault holds, not a place to hedge");
                });
    }

    private static VenuePart read(byte[] primitives, Site site) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        return new VenuePart.Idle(
                new TokenAmount(site.pair().base(), state.integer("idleBase")),
                new TokenAmount(site.pair().quote(), state.integer("idleQuote")));
    }
}
