package io.evenkeel.keeper.venue.gmxv2;

import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.util.HexFormat;
import java.util.List;

/** A short in one market of GMX v2, with the pair's quote token as collateral. */
public final class GmxV2Venue {
    public static final VenueProtocol PROTOCOL = new VenueProtocol(
            "gmx-v2",
            List.of("exchangeRouter", "orderVault", "market"),
            true,
            GmxV2Reverts.TABLE,
            GmxV2Venue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "GmxV2Gauge").function("state");

    private GmxV2Venue() {}

    private static ConfiguredVenue configure(Site site) {
        return new ConfiguredVenue(
                site.id(),
                (primitives, reading, surroundings) -> new VenuePart.Hedge(read(primitives, reading, site)),
                new GmxV2Encoder(
                        site.id(),
                        site.pair(),
                        site.contract("exchangeRouter"),
                        site.contract("orderVault"),
                        site.contract("market")));
    }

    private static GmxV2Position read(byte[] primitives, VenueReading reading, Site site) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        String key = "0x" + HexFormat.of().formatHex(state.bytes("orderKey"));
        return GmxV2Position.of(site.id(), site.pair(), reading.caps(), reading.condition(), state, key);
    }
}
