package io.evenkeel.keeper.venue.perpsv2;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.uniswapv3.ParitySwaps;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import java.math.BigInteger;
import java.util.List;

/**
 * A trade is a commitment: the exact size, at the plan's worst price or better, filled by somebody else within half a
 * minute. An order that grew too old to be filled is in the way of everything: a plan clears it away first. Collateral comes as USDC, is changed into sUSD and put into the market to the least that the swap brings; what it brings
 * beyond that goes in the next time.
 */
final class PerpsV2Encoder implements VenueEncoder {
    private static final AbiFunction TRANSFER_MARGIN =
            ContractAbi.load("perps-v2", "PerpsV2Market").function("transferMargin");
    private static final AbiFunction SUBMIT =
            ContractAbi.load("perps-v2", "PerpsV2MarketDelayedIntent").function("submitOffchainDelayedOrder");
    private static final AbiFunction CANCEL =
            ContractAbi.load("perps-v2", "PerpsV2MarketDelayedExecution").function("cancelOffchainDelayedOrder");

    private final VenueId id;
    private final Address market;
    private final ParitySwaps swaps;

    PerpsV2Encoder(VenueId id, Address market, ParitySwaps swaps) {
        this.id = id;
        this.market = market;
        this.swaps = swaps;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        return switch (action) {
            case ChangeDelta change -> List.of(commit(change));
            case AddCollateral add -> {
                BigInteger idle = position(order).account().idleSusd();
                yield List.of(
                        swaps.buy(add.amount(), order.account(), order.deadline(), add.required()),
                        transfer(swaps.leastFor(add.amount()).add(idle), add.required()));
            }
            case RemoveCollateral remove -> {
                BigInteger susd = remove.amount().units().multiply(swaps.synthPerOriginal());
                yield List.of(
                        transfer(susd.negate(), remove.required()),
                        swaps.sell(susd, order.account(), order.deadline(), remove.required()));
            }
            case CancelOrder cancel -> List.of(Leg.of(market, CANCEL.encode(order.account()), cancel.required()));
            case HedgeAction.TradeOptions options -> throw VenueEncoder.impossible(options);
            case HedgeAction.SettleOptions settle -> throw VenueEncoder.impossible(settle);
        };
    }

    private Leg commit(ChangeDelta change) {
        return Leg.of(
                market,
                SUBMIT.encode(change.change().units(), change.worstPrice().e18()),
                change.required());
    }

    private Leg transfer(BigInteger susd, boolean required) {
        return Leg.of(market, TRANSFER_MARGIN.encode(susd), required);
    }

    private PerpsV2Position position(Order order) {
        if (order.snapshot().venue(id).orElse(null) instanceof PerpsV2Position position) {
            return position;
        }
        throw new IllegalArgumentException(id + " cannot be traded on a snapshot that could not read it");
    }
}
