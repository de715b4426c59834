package io.evenkeel.keeper.cycle;

import io.evenkeel.keeper.rpc.EndpointsCondition;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.market.Venue;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The two reasons that do not go away by deciding well: an endpoint that is down, so that one node is believed alone,
 * and a venue that holds more than its cap allows.
 */
public final class StandingReasons implements ReduceOnly {
    private final Supplier<EndpointsCondition> endpoints;

    public StandingReasons(Supplier<EndpointsCondition> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public List<String> reasons(MarketSnapshot snapshot) {
        List<String> reasons = new ArrayList<>();
        if (endpoints.get() instanceof EndpointsCondition.SomeUsable some) {
            reasons.addAll(some.reasons());
        }
        TokenAmount nav = snapshot.envelope().nav();
        for (Venue venue : snapshot.venues()) {
            TokenAmount held =
                    new TokenAmount(nav.token(), venue.protocolEquity().units().max(BigInteger.ZERO));
            TokenAmount cap = nav.timesDown(venue.caps().equity());
            if (held.compareTo(cap) > 0) {
                reasons.add(venue.id() + " holds " + held + " of equity, above its cap of " + cap + " ("
                        + venue.caps().equity() + " of the vault): it may only shrink");
            }
        }
        return reasons;
    }
}
