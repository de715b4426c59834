package io.evenkeel.keeper.venue.perpv2;

import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.market.uniswapv3.SwapPool;
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
    /** Virtual ETH and virtual USD both have this many. */
    private static final int VIRTUAL_DECIMALS = 18;

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
                site.id(), site.pair(), reading.caps(), reading.condition(), account(state), market(state));
    }

    private static PerpV2Account account(AbiRecord state) {
        return new PerpV2Account(
                state.integer("positionSize"),
                state.integer("openNotional"),
                state.integer("vaultBalance"),
                state.integer("owedRealizedPnl"),
                state.integer("pendingFee"),
                state.integer("pendingFunding"));
    }

    private static PerpV2Market market(AbiRecord state) {
        SwapPool pool = new SwapPool(
                state.integer("sqrtPriceX96"),
                state.small("tick"),
                state.integer("liquidity"),
                state.small("uniswapFeeRatio"),
                true,
                VIRTUAL_DECIMALS,
                VIRTUAL_DECIMALS);
        return new PerpV2Market(
                state.small("imRatio"),
                state.small("mmRatio"),
                state.integer("markPrice"),
                state.integer("indexPrice"),
                state.integer("marketTwap"),
                state.integer("indexTwap"),
                state.small("maxFundingRate"),
                state.small("feeRatio"),
                state.small("maxPriceSpreadRatio"),
                state.small("maxTickCrossed"),
                pool,
                state.flag("hasOrder"),
                state.flag("baseTokenOpen"),
                state.flag("baseTokenClosed"),
                state.flag("clearingHousePaused"),
                state.flag("vaultPaused"));
    }
}
