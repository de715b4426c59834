package io.evenkeel.exposure;

import io.evenkeel.exposure.Exposure.Line;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Exposure of a snapshot. Ranges are counted as they would be with their pool at the price given, never at the pool's
 * own price, which anybody can move for the length of a transaction.
 */
public final class Exposures {
    private Exposures() {}

    public static Exposure of(MarketSnapshot snapshot, Price price) {
        return of(snapshot.holdings(), snapshot.venues(), price);
    }

    public static Exposure of(Holdings holdings, List<Venue> venues, Price price) {
        List<Line> lines = new ArrayList<>();
        lines.add(idleBase(holdings.idleBase(), price));
        lines.add(idleQuote(holdings.idleQuote(), price));
        for (RangePosition range : holdings.ranges()) {
            lines.add(range(range, price));
        }
        for (Venue venue : venues) {
            lines.add(venue(venue, price));
        }
        return Exposure.of(price, lines);
    }

    private static Line idleBase(TokenAmount idle, Price price) {
        return new Line(
                "idle " + idle.token(),
                Optional.empty(),
                idle.asDelta(),
                0,
                price.valueDown(idle).asDelta());
    }

    private static Line idleQuote(TokenAmount idle, Price price) {
        return new Line("idle " + idle.token(), Optional.empty(), TokenDelta.zero(price.base()), 0, idle.asDelta());
    }

    private static Line range(RangePosition range, Price price) {
        RangeAmounts held = RangeAmounts.at(range, price);
        return new Line(
                "range " + range.id(),
                Optional.empty(),
                held.base().asDelta(),
                RangeAmounts.gamma(range, price),
                held.valueDown(price).asDelta());
    }

    private static Line venue(Venue venue, Price price) {
        return new Line(venue.id().name(), Optional.of(venue.id()), venue.delta(), 0, venue.oracleNav(price));
    }
}
