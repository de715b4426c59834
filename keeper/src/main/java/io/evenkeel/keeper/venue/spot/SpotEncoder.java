package io.evenkeel.keeper.venue.spot;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.uniswapv3.UniswapV3Swaps;
import io.evenkeel.margin.spot.SpotPosition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.units.TokenAmount;
import java.util.List;

/** Sells the vault's own base and buys it back, in the pool that the plan was costed with. */
final class SpotEncoder implements VenueEncoder {
    private final VenueId id;
    private final Address swapRouter;

    SpotEncoder(VenueId id, Address swapRouter) {
        this.id = id;
        this.swapRouter = swapRouter;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        if (!(action instanceof ChangeDelta change)) {
            throw new IllegalArgumentException(id + " has no margin: there is no collateral to move");
        }
        if (!(order.snapshot().venue(id).orElse(null) instanceof SpotPosition position)) {
            throw new IllegalArgumentException(id + " cannot be traded on a snapshot that could not read it");
        }
        UniswapV3Swaps swaps =
                new UniswapV3Swaps(swapRouter, position.pair(), position.pool().feeMillionths());
        TokenAmount base = change.change().abs();
        boolean sells = change.change().signum() < 0;
        return List.of(
                sells
                        ? swaps.sellBase(
                                base, change.worstPrice(), order.account(), order.deadline(), change.required())
                        : swaps.buyBase(
                                base, change.worstPrice(), order.account(), order.deadline(), change.required()));
    }
}
