package io.evenkeel.keeper.venue.perpv2;

import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.util.List;

/** One market of Perpetual Protocol v2. */
public final class PerpV2Venue {
    public static final VenueProtocol PROTOCOL = new VenueProtocol(
            "perp-v2",
            List.of("clearingHouse", "vault", "baseToken"),
            true,
            PerpV2Reverts.TABLE,
            PerpV2Venue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "PerpV2Gauge").function("state");

    private PerpV2Venue() {}

    private static ConfiguredVenue configure(Site site) {
        return new ConfiguredVenue(
                site.id(),
                (primitives, reading, surroundings) -> new VenuePart.Hedge(read(primitives, reading, site)),
                new PerpV2Encoder(
                        site.pair(),
                        site.contract("clearingHouse"),
                        site.contract("vault"),
                        site.contract("baseToken")));
    }

    private static PerpV2Position read(byte[] primitives, VenueReading reading, Site site) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        return new PerpV2Position(
                site.id(),
                site.pair(),
                reading.caps(),
                reading.condition(),
                PerpV2Account.of(state),
                PerpV2Market.of(state));
    }
}
