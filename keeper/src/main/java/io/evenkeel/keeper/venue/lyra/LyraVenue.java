package io.evenkeel.keeper.venue.lyra;

import io.evenkeel.keeper.venue.GaugeTotals;
import io.evenkeel.keeper.venue.HeldOptions;
import io.evenkeel.keeper.venue.VenuePart;
import io.evenkeel.keeper.venue.VenueProtocol;
import io.evenkeel.keeper.venue.VenueProtocol.ConfiguredVenue;
import io.evenkeel.keeper.venue.VenueProtocol.Site;
import io.evenkeel.keeper.venue.VenueReading;
import io.evenkeel.keeper.venue.uniswapv3.ParitySwaps;
import io.evenkeel.margin.lyra.LyraAccount;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.margin.lyra.LyraMarket;
import io.evenkeel.margin.lyra.LyraOffer;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraTotals;
import io.evenkeel.market.Pair;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** One option market of Lyra v1, with the router that changes USDC and WETH into its synths and back. */
public final class LyraVenue {
    public static final VenueProtocol PROTOCOL = new VenueProtocol(
            "lyra",
            List.of("optionMarket", "greekCache", "shortCollateral", "susd", "seth", "synthRouter"),
            true,
            LyraReverts.TABLE,
            LyraVenue::configure);

    private LyraVenue() {}

    private static ConfiguredVenue configure(Site site) {
        Token susd = new Token(site.id().chainId(), site.contract("susd"), "sUSD", 18);
        Token seth = new Token(site.id().chainId(), site.contract("seth"), "sETH", 18);
        ParitySwaps quoteSwaps =
                new ParitySwaps(site.contract("synthRouter"), site.pair().quote(), susd);
        ParitySwaps baseSwaps =
                new ParitySwaps(site.contract("synthRouter"), site.pair().base(), seth);
        LyraCalls calls = new LyraCalls(
                site.contract("optionMarket"), site.contract("greekCache"), site.contract("shortCollateral"));
        return new ConfiguredVenue(
                site.id(),
                (primitives, reading, surroundings) -> read(LyraState.decode(primitives), reading, site),
                new LyraEncoder(site.id(), calls, quoteSwaps, baseSwaps));
    }

    private static VenuePart read(LyraState state, VenueReading reading, Site site) {
        Pair pair = site.pair();
        LyraBacking backing =
                new LyraBacking(site.id(), pair, reading.caps(), reading.condition(), state.account(), state.market());
        return new VenuePart.Options(
                backing,
                held(state.account(), state.market(), site),
                LyraOffer.all(site.id(), pair, backing.condition(), state.account(), state.market()),
                price -> totals(state, pair, price));
    }

    private static GaugeTotals totals(LyraState state, Pair pair, Price price) {
        LyraTotals totals = LyraTotals.of(state.account(), state.market(), price.e18());
        return new GaugeTotals(
                new TokenDelta(pair.base(), totals.delta()),
                new TokenDelta(pair.quote(), totals.protocolEquity()),
                new TokenAmount(pair.quote(), totals.maintenance()),
                new TokenDelta(pair.quote(), totals.oracleNav()));
    }

    /** What is settled is owed in cash or base, and counted with what backs the rest. */
    private static HeldOptions held(LyraAccount account, LyraMarket market, Site site) {
        List<HeldOptions.Held> options = account.positions().stream()
                .filter(position -> !position.isSettled())
                .map(position -> new HeldOptions.Held(option(position, site), whole(position.volatility())))
                .toList();
        return new HeldOptions(options, whole(market.rate()));
    }

    private static OptionPosition option(LyraPosition position, Site site) {
        Pair pair = site.pair();
        return new OptionPosition(
                site.id().name() + " #" + position.positionId(),
                position.type().option(),
                new Price(pair.base(), pair.quote(), position.strike()),
                Instant.ofEpochSecond(position.expiry()),
                new TokenDelta(pair.base(), position.signedAmount()));
    }

    private static double whole(BigInteger e18) {
        return new BigDecimal(e18, 18).doubleValue();
    }
}
