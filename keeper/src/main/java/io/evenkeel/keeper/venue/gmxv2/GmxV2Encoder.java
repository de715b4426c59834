package io.evenkeel.keeper.venue.gmxv2;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.margin.gmxv2.GmxV2NewOrder;
import io.evenkeel.margin.gmxv2.GmxV2Order;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.market.Pair;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.CancelOrder;
import io.evenkeel.plan.HedgeAction.ChangeDelta;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Everything is an order, and there is one at a time: a trade takes with it what its plan moves of the same venue's
 * collateral, where both go the same way. A trade that shrinks the position while collateral should come in leaves that
 * to the next plan.
 *
 * <p>The execution fee is WETH out of what lies idle, twice what the block asks and two gwei for each unit of gas
 * that the protocol reckons with: what is not used of it comes back. An order without collateral sends it in its own
 * call; one with collateral has it sent by a call before, since one call spends one token.
 */
final class GmxV2Encoder implements VenueEncoder {
    private static final ContractAbi ROUTER = ContractAbi.load("gmx-v2", "ExchangeRouter");
    private static final AbiFunction MULTICALL = ROUTER.function("multicall");
    private static final AbiFunction SEND_TOKENS = ROUTER.function("sendTokens");
    private static final AbiFunction CREATE_ORDER = ROUTER.function("createOrder");
    private static final AbiFunction CANCEL_ORDER = ROUTER.function("cancelOrder");

    private static final int MARKET_INCREASE = 2;
    private static final int MARKET_DECREASE = 4;
    private static final BigInteger FEE_FACTOR = BigInteger.TWO;
    private static final BigInteger TIP_WEI_PER_GAS = BigInteger.valueOf(2_000_000_000L);
    private static final byte[] NO_REFERRAL = new byte[32];

    private final VenueId id;
    private final Pair pair;
    private final Address exchangeRouter;
    private final Address orderVault;
    private final Address market;

    GmxV2Encoder(VenueId id, Pair pair, Address exchangeRouter, Address orderVault, Address market) {
        this.id = id;
        this.pair = pair;
        this.exchangeRouter = exchangeRouter;
        this.orderVault = orderVault;
        this.market = market;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        return switch (action) {
            case ChangeDelta change -> create(merged(change, order), change.required(), order);
            case AddCollateral add ->
                trade(order).isPresent()
                        ? List.of()
                        : create(GmxV2NewOrder.deposit(add.amount().units()), add.required(), order);
            case RemoveCollateral remove ->
                trade(order).isPresent()
                        ? List.of()
                        : create(GmxV2NewOrder.withdrawal(remove.amount().units()), remove.required(), order);
            case CancelOrder cancel -> List.of(cancel(cancel, order));
            case HedgeAction.TradeOptions options -> throw VenueEncoder.impossible(options);
            case HedgeAction.SettleOptions settle -> throw VenueEncoder.impossible(settle);
        };
    }

    private Leg cancel(CancelOrder cancel, Order order) {
        String key = position(order)
                .order()
                .map(GmxV2Order::key)
                .orElseThrow(() -> new IllegalArgumentException(id + " has no order to cancel"));
        byte[] call = CANCEL_ORDER.encode((Object) HexFormat.of().parseHex(key, 2, key.length()));
        return Leg.of(exchangeRouter, call, cancel.required());
    }

    private Optional<ChangeDelta> trade(Order order) {
        return order.plan().stream()
                .filter(action -> action.venue().equals(id))
                .flatMap(action -> action instanceof ChangeDelta change
                        ? Optional.of(change).stream()
                        : Optional.<ChangeDelta>empty().stream())
                .findFirst();
    }

    private GmxV2NewOrder merged(ChangeDelta change, Order order) {
        BigInteger in = BigInteger.ZERO;
        BigInteger out = BigInteger.ZERO;
        for (HedgeAction action : order.plan()) {
            if (action instanceof AddCollateral add && add.venue().equals(id)) {
                in = in.add(add.amount().units());
            }
            if (action instanceof RemoveCollateral remove && remove.venue().equals(id)) {
                out = out.add(remove.amount().units());
            }
        }
        return GmxV2NewOrder.trade(position(order), change.change(), change.worstPrice(), in, out);
    }

    private List<Leg> create(GmxV2NewOrder created, boolean required, Order order) {
        TokenAmount fee = fee(created, order);
        byte[] create = CREATE_ORDER.encode(words(created, fee, order.account()));
        TokenAmount deposit = new TokenAmount(pair.quote(), created.deposit());
        if (deposit.isZero()) {
            return List.of(Leg.spending(exchangeRouter, fee, multicall(send(fee), create), required));
        }
        return List.of(
                Leg.spending(exchangeRouter, fee, send(fee), required),
                Leg.spending(exchangeRouter, deposit, multicall(send(deposit), create), required));
    }

    private TokenAmount fee(GmxV2NewOrder created, Order order) {
        long gas = created.increases()
                ? position(order).terms().increaseGas()
                : position(order).terms().decreaseGas();
        BigInteger perGas =
                order.snapshot().baseFee().wei().multiply(FEE_FACTOR).add(TIP_WEI_PER_GAS);
        return new TokenAmount(pair.base(), perGas.multiply(BigInteger.valueOf(gas)));
    }

    private byte[] send(TokenAmount amount) {
        return SEND_TOKENS.encode(amount.token().address(), orderVault, amount.units());
    }

    private static byte[] multicall(byte[] first, byte[] second) {
        return MULTICALL.encode(List.of(first, second));
    }

    /** In the order of the protocol's struct: addresses, numbers, kind, swap, side, unwrap, auto-cancel, referral, data. */
    private List<Object> words(GmxV2NewOrder created, TokenAmount fee, Address account) {
        BigInteger none = BigInteger.ZERO;
        List<Object> addresses = List.of(
                account,
                account,
                Address.ZERO,
                Address.ZERO,
                market,
                pair.quote().address(),
                List.of());
        List<Object> numbers = List.of(
                created.sizeUsd(),
                created.withdrawal(),
                none,
                created.acceptablePrice(),
                fee.units(),
                none,
                none,
                none);
        return List.of(
                addresses,
                numbers,
                created.increases() ? MARKET_INCREASE : MARKET_DECREASE,
                0,
                false,
                false,
                false,
                NO_REFERRAL,
                List.of());
    }

    private GmxV2Position position(Order order) {
        if (order.snapshot().venue(id).orElse(null) instanceof GmxV2Position position) {
            return position;
        }
        throw new IllegalArgumentException(id + " cannot be traded on a snapshot that could not read it");
    }
}
