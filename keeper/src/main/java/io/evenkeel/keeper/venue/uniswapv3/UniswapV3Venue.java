package io.evenkeel.keeper.venue.uniswapv3;

import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.market.Pair;
import io.evenkeel.market.RangePosition;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.TokenAmount;
import java.util.List;

/** The ranges the vault holds in one pool. They are hedged, not traded. */
public final class UniswapV3Venue {
    public static final VenueProtocol PROTOCOL =
            new VenueProtocol("uniswap-v3", List.of(), false, UniswapV3Reverts.TABLE, UniswapV3Venue::configure);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "UniswapV3RangeGauge").function("state");

    private UniswapV3Venue() {}

    private static ConfiguredVenue configure(Site site) {
        return new ConfiguredVenue(
                site.id(), (primitives, reading, surroundings) -> read(primitives, site.pair()), (action, order) -> {
                    throw new IllegalArgumentException(site.id() + " is what the vault holds, not a place to hedge");
                });
    }

    private static VenuePart read(byte[] primitives, Pair pair) {
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        boolean baseIsToken0 = state.flag("baseIsToken0");
        return new VenuePart.Ranges(state.records("positions").stream()
                .map(position -> range(position, pair, baseIsToken0))
                .toList());
    }

    private static RangePosition range(AbiRecord position, Pair pair, boolean baseIsToken0) {
        String baseOwed = baseIsToken0 ? "tokensOwed0" : "tokensOwed1";
        String quoteOwed = baseIsToken0 ? "tokensOwed1" : "tokensOwed0";
        return new RangePosition(
                position.integer("tokenId"),
                position.small("tickLower"),
                position.small("tickUpper"),
                position.integer("liquidity"),
                baseIsToken0,
                new TokenAmount(pair.base(), position.integer(baseOwed)),
                new TokenAmount(pair.quote(), position.integer(quoteOwed)));
    }
}
