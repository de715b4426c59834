package io.evenkeel.keeper.venue.aavev3;

import io.evenkeel.keeper.venue.RevertTable;
import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReader.Surroundings;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import java.util.List;
import java.util.Optional;

/**
 * One Aave v3 market, of either generation. {@code swapPool} must be among the pools that the snapshot reads;
 * {@code collateral} is the token that is rather supplied to back the loan, base or quote; see {@link AaveV3Collateral}.
 * With {@code unwinder} and {@code quoteSupply}, the market's token for supplied quote, a loan can be paid back out of its
 * own collateral; see {@link AaveV3Unwinding}.
 */
public final class AaveV3Venue {
    public static final VenueProtocol V3_0 = protocol("aave-v3", AaveGeneration.V3_0, AaveV3Reverts.TABLE);
    public static final VenueProtocol V3_6 = protocol("aave-v3-6", AaveGeneration.V3_6, AaveV36Reverts.TABLE);

    private static final AbiFunction STATE =
            ContractAbi.load("evenkeel", "AaveV3Gauge").function("state");

    private AaveV3Venue() {}

    private static VenueProtocol protocol(String name, AaveGeneration generation, RevertTable reverts) {
        return new VenueProtocol(
                name,
                List.of("pool", "swapRouter", "swapPool", "collateral"),
                AaveV3Unwinding.CONTRACTS,
                VenueProtocol.Besides.NOTHING,
                true,
                reverts,
                site -> configure(site, generation));
    }

    private static ConfiguredVenue configure(Site site, AaveGeneration generation) {
        AaveV3Collateral collateral = AaveV3Collateral.preferring(site.pair(), site.contract("collateral"));
        Optional<AaveV3Unwinding> unwinding = AaveV3Unwinding.at(site);
        return new ConfiguredVenue(
                site.id(),
                (primitives, reading, surroundings) -> new VenuePart.Hedge(
                        read(primitives, reading, surroundings, site, generation, collateral, unwinding.isPresent())),
                new AaveV3Encoder(site.id(), site.contract("pool"), site.contract("swapRouter"), unwinding));
    }

    private static AaveV3Position read(
            byte[] primitives,
            VenueReading reading,
            Surroundings surroundings,
            Site site,
            AaveGeneration generation,
            AaveV3Collateral collateral,
            boolean canUnwind) {
        SwapPool swapPool = surroundings.pools().get(site.contract("swapPool"));
        if (swapPool == null) {
            throw new IllegalArgumentException(site.id() + ": its swap pool was not read");
        }
        AbiRecord state = STATE.decodeReturn(primitives).onlyRecord();
        AaveAsset base = AaveAsset.of(state.record("base"));
        AaveAsset quote = AaveAsset.of(state.record("quote"));
        return new AaveV3Position(
                site.id(),
                site.pair(),
                reading.caps(),
                reading.condition(),
                generation,
                base,
                quote,
                swapPool,
                collateral.choose(base, quote, surroundings),
                canUnwind && AaveV3Unwinding.isNeeded(base, quote, surroundings));
    }
}
