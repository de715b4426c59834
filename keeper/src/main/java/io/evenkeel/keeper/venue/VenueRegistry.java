package io.evenkeel.keeper.venue;

import io.evenkeel.keeper.venue.aavev3.AaveV3Venue;
import io.evenkeel.keeper.venue.gmxv2.GmxV2Venue;
import io.evenkeel.keeper.venue.lyra.LyraVenue;
import io.evenkeel.keeper.venue.perpsv2.PerpsV2Venue;
import io.evenkeel.keeper.venue.perpv2.PerpV2Venue;
import io.evenkeel.keeper.venue.spot.SpotVenue;
import io.evenkeel.keeper.venue.uniswapv3.UniswapV3Venue;
import java.util.List;
import java.util.Optional;

/** Every protocol there is: a line each. */
public final class VenueRegistry {
    private static final List<VenueProtocol> PROTOCOLS = List.of(
            SpotVenue.PROTOCOL, // what lies idle in the vault
            UniswapV3Venue.PROTOCOL, // ranges
            PerpV2Venue.PROTOCOL,
            AaveV3Venue.V3_0,
            AaveV3Venue.V3_6,
            GmxV2Venue.PROTOCOL,
            PerpsV2Venue.PROTOCOL,
            LyraVenue.PROTOCOL);

    private VenueRegistry() {}

    public static List<VenueProtocol> protocols() {
        return PROTOCOLS;
    }

    public static Optional<VenueProtocol> protocol(String name) {
        return PROTOCOLS.stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst();
    }

    public static List<RevertTable> revertTables() {
        return PROTOCOLS.stream().map(VenueProtocol::reverts).toList();
    }
}
