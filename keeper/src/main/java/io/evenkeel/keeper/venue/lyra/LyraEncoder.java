package io.evenkeel.keeper.venue.lyra;

import io.evenkeel.chain.Address;
import io.evenkeel.chain.VenueId;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder;
import io.evenkeel.keeper.venue.uniswapv3.ParitySwaps;
import io.evenkeel.margin.lyra.LyraAccount;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.margin.lyra.LyraBoard;
import io.evenkeel.margin.lyra.LyraCollateralShares;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.plan.HedgeAction;
import io.evenkeel.plan.HedgeAction.AddCollateral;
import io.evenkeel.plan.HedgeAction.RemoveCollateral;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever is done at the market, what has expired is settled first, so that it pays for what follows. Collateral comes
 * as USDC, is changed into sUSD and divided among the options sold against quote, the thinnest first, to the least that
 * the swap brings; on the way out what lies idle goes first. What a settlement or a better price left lying is changed
 * back with the next trade.
 */
final class LyraEncoder implements VenueEncoder {
    /** sUSD and sETH 1e18: less than that is not worth a swap's gas. */
    private static final BigInteger LEAST_SWEPT_QUOTE = BigInteger.TEN.pow(20);

    private static final BigInteger LEAST_SWEPT_BASE = BigInteger.TEN.pow(17);

    private final VenueId id;
    private final LyraCalls calls;
    private final ParitySwaps quoteSwaps;
    private final ParitySwaps baseSwaps;

    LyraEncoder(VenueId id, LyraCalls calls, ParitySwaps quoteSwaps, ParitySwaps baseSwaps) {
        this.id = id;
        this.calls = calls;
        this.quoteSwaps = quoteSwaps;
        this.baseSwaps = baseSwaps;
    }

    @Override
    public List<Leg> encode(HedgeAction action, Order order) {
        LyraBacking backing = backing(order);
        boolean settles = action instanceof HedgeAction.SettleOptions settle && settle.required();
        List<Leg> legs = new ArrayList<>(settlement(backing, settles));
        switch (action) {
            case AddCollateral add -> legs.addAll(add(add, backing, order));
            case RemoveCollateral remove -> legs.addAll(remove(remove, backing, order));
            case HedgeAction.TradeOptions trade -> {
                legs.addAll(sweep(backing, order));
                legs.addAll(new LyraTrades(calls, quoteSwaps, baseSwaps, backing, order).encode(trade));
            }
            case HedgeAction.SettleOptions settle -> legs.addAll(sweep(backing, order));
            case HedgeAction.ChangeDelta change -> throw VenueEncoder.impossible(change);
            case HedgeAction.CancelOrder cancel -> throw VenueEncoder.impossible(cancel);
        }
        return legs;
    }

    @Override
    public Optional<TokenAmount> premiumAtMost(Address target, byte[] callData) {
        return calls.premiumAtMost(target, callData)
                .map(susd ->
                        new TokenAmount(quoteSwaps.original(), Rounding.divideUp(susd, quoteSwaps.synthPerOriginal())));
    }

    /** Anybody may settle a board that has expired, and then every position in it; who owned it is paid. */
    private List<Leg> settlement(LyraBacking backing, boolean required) {
        List<Leg> legs = new ArrayList<>();
        List<BigInteger> payable = new ArrayList<>();
        List<LyraPosition> positions = backing.account().positions();
        for (LyraBoard board : backing.market().boards()) {
            boolean ours = positions.stream().anyMatch(one -> one.boardId().equals(board.boardId()));
            if (ours && backing.market().secondsTo(board.expiry()) == 0) {
                legs.add(calls.settleBoard(board.boardId(), required));
            }
        }
        for (LyraPosition position : positions) {
            if (position.isSettled() || backing.market().secondsTo(position.expiry()) == 0) {
                payable.add(position.positionId());
            }
        }
        if (!payable.isEmpty()) {
            legs.add(calls.settleOptions(payable, required));
        }
        return legs;
    }

    /** What lies idle is changed back. Not required: another trade of the same plan may have done it. */
    private List<Leg> sweep(LyraBacking backing, Order order) {
        LyraAccount paidOut = backing.account().paidOut();
        List<Leg> legs = new ArrayList<>();
        if (paidOut.idleQuote().compareTo(LEAST_SWEPT_QUOTE) >= 0) {
            legs.add(quoteSwaps.sell(paidOut.idleQuote(), order.account(), order.deadline(), false));
        }
        if (paidOut.idleBase().compareTo(LEAST_SWEPT_BASE) >= 0) {
            legs.add(baseSwaps.sell(paidOut.idleBase(), order.account(), order.deadline(), false));
        }
        return legs;
    }

    private List<Leg> add(AddCollateral add, LyraBacking backing, Order order) {
        List<Leg> legs = new ArrayList<>();
        legs.add(quoteSwaps.buy(add.amount(), order.account(), order.deadline(), add.required()));
        Map<BigInteger, BigInteger> divided = divided(backing.account(), backing, quoteSwaps.leastFor(add.amount()));
        for (LyraPosition position : backing.account().positions()) {
            BigInteger then = divided.getOrDefault(position.positionId(), position.collateral());
            BigInteger more = then.subtract(position.collateral());
            if (more.signum() > 0) {
                TokenAmount susd = new TokenAmount(quoteSwaps.synth(), more);
                legs.add(calls.addCollateral(position.positionId(), susd, add.required()));
            }
        }
        return legs;
    }

    private List<Leg> remove(RemoveCollateral remove, LyraBacking backing, Order order) {
        LyraAccount paidOut = backing.account().paidOut();
        BigInteger susd = remove.amount().units().multiply(quoteSwaps.synthPerOriginal());
        BigInteger fromPositions = susd.subtract(paidOut.idleQuote()).max(BigInteger.ZERO);
        List<Leg> legs = new ArrayList<>();
        Map<BigInteger, BigInteger> divided = divided(paidOut, backing, fromPositions.negate());
        for (LyraPosition position : paidOut.positions()) {
            BigInteger then = divided.getOrDefault(position.positionId(), position.collateral());
            if (then.compareTo(position.collateral()) < 0) {
                legs.add(calls.trade(LyraTrades.collateral(position, then), remove.required()));
            }
        }
        legs.add(quoteSwaps.sell(susd, order.account(), order.deadline(), remove.required()));
        if (paidOut.idleBase().signum() > 0) {
            legs.add(baseSwaps.sell(paidOut.idleBase(), order.account(), order.deadline(), false));
        }
        return legs;
    }

    private static Map<BigInteger, BigInteger> divided(LyraAccount account, LyraBacking backing, BigInteger change) {
        return LyraCollateralShares.divide(
                account, backing.market(), backing.market().spot(), change);
    }

    private LyraBacking backing(Order order) {
        if (order.snapshot().venue(id).orElse(null) instanceof LyraBacking backing) {
            return backing;
        }
        throw new IllegalArgumentException(id + " cannot be traded on a snapshot that could not read it");
    }
}
