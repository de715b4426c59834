package io.evenkeel.keeper.venue.perpsv2;

import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.keeper.venue.uniswapv3.ParitySwaps;
import io.evenkeel.margin.perpsv2.PerpsV2Account;
import io.evenkeel.margin.perpsv2.PerpsV2Market;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.Token;
import java.util.List;

/** One market of Synthetix PerpsV2, with the router that changes USDC into its sUSD and back. */
public final class PerpsV2Venue {
    public static final VenueProtocol PROTOCOL = new VenueProtocol(
            "perps-v2", List.of("market", "susd", "susdRouter"), true, PerpsV2Reverts.TABLE, PerpsV2Venue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "PerpsV2Gauge").function("state");

    private PerpsV2Venue() {}

    private static ConfiguredVenue configure(Site site) {
        Token susd = new Token(site.id().chainId(), site.contract("susd"), "sUSD", 18);
        ParitySwaps swaps =
                new ParitySwaps(site.contract("susdRouter"), site.pair().quote(), susd);
        return new ConfiguredVenue(
                site.id(),
                (primitives, reading, surroundings) -> new VenuePart.Hedge(read(primitives, reading, site)),
                new PerpsV2Encoder(site.id(), site.contract("market"), swaps));
    }

    private static PerpsV2Position read(byte[] primitives, VenueReading reading, Site site) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        return new PerpsV2Position(
                site.id(),
                site.pair(),
                reading.caps(),
                reading.condition(),
                PerpsV2Account.of(state),
                PerpsV2Market.of(state));
    }
}
