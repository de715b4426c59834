package io.evenkeel.keeper.venue.lyra;

import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.keeper.venue.VenueEncoder.Order;
import io.evenkeel.keeper.venue.lyra.LyraCalls.Kind;
import io.evenkeel.keeper.venue.lyra.LyraCalls.Trade;
import io.evenkeel.keeper.venue.uniswapv3.ParitySwaps;
import io.evenkeel.margin.lyra.LyraBacking;
import io.evenkeel.margin.lyra.LyraOffer;
import io.evenkeel.margin.lyra.LyraPosition;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.options.OptionType;
import io.evenkeel.plan.HedgeAction.TradeOptions;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One trade of options as calls. What is held the other way round is closed first; the limit on the premium is shared
 * out by contracts. Calls are written against base one for one, puts against the quote that {@link LyraOffer} says.
 * USDC and WETH are changed into synths for what is needed, and what a sale surely brings is changed back.
 */
final class LyraTrades {
    private final LyraCalls calls;
    private final ParitySwaps quoteSwaps;
    private final ParitySwaps baseSwaps;
    private final LyraBacking backing;
    private final Order order;

    LyraTrades(LyraCalls calls, ParitySwaps quoteSwaps, ParitySwaps baseSwaps, LyraBacking backing, Order order) {
        this.calls = calls;
        this.quoteSwaps = quoteSwaps;
        this.baseSwaps = baseSwaps;
        this.backing = backing;
        this.order = order;
    }

    /** Lowers what backs a position and leaves the options as they are. */
    static Trade collateral(LyraPosition position, BigInteger collateral) {
        return new Trade(
                Kind.OPEN,
                position.strikeId(),
                position.positionId(),
                position.type(),
                BigInteger.ZERO,
                collateral,
                BigInteger.ZERO,
                Optional.empty());
    }

    List<Leg> encode(TradeOptions action) {
        LyraOffer offer = offer(action);
        List<Trade> trades = trades(action, offer);
        List<Leg> legs = new ArrayList<>();
        if (offer.board().stale()) {
            legs.add(calls.updateGreeks(offer.board().boardId()));
        }
        legs.addAll(funding(trades, action.required()));
        trades.forEach(trade -> legs.add(calls.trade(trade, action.required())));
        legs.addAll(proceeds(trades));
        return legs;
    }

    private List<Trade> trades(TradeOptions action, LyraOffer offer) {
        boolean buys = action.contracts().signum() > 0;
        BigInteger whole = action.contracts().abs().units();
        BigInteger worst = action.worstPremium().units().multiply(quoteSwaps.synthPerOriginal());
        BigInteger left = whole;
        List<Trade> trades = new ArrayList<>();
        for (LyraPosition position : ofTheSeries(action)) {
            if (position.type().isShort() == buys && left.signum() > 0) {
                BigInteger part = left.min(position.amount());
                trades.add(closing(position, part, share(worst, part, whole, buys), offer));
                left = left.subtract(part);
            }
        }
        if (left.signum() > 0) {
            trades.add(opening(action, left, share(worst, left, whole, buys), offer));
        }
        return trades;
    }

    private static BigInteger share(BigInteger worst, BigInteger part, BigInteger whole, boolean buys) {
        BigInteger product = worst.multiply(part);
        return buys ? Rounding.divideDown(product, whole) : Rounding.divideUp(product, whole);
    }

    private Trade opening(TradeOptions action, BigInteger amount, BigInteger limit, LyraOffer offer) {
        boolean call = action.series().type() == OptionType.CALL;
        boolean buys = action.contracts().signum() > 0;
        LyraType type = buys
                ? (call ? LyraType.LONG_CALL : LyraType.LONG_PUT)
                : (call ? LyraType.SHORT_CALL_BASE : LyraType.SHORT_PUT_QUOTE);
        Optional<LyraPosition> held = ofTheSeries(action).stream()
                .filter(position -> position.type() == type)
                .findFirst();
        BigInteger has = held.map(LyraPosition::collateral).orElse(BigInteger.ZERO);
        BigInteger more = buys ? BigInteger.ZERO : call ? amount : offer.collateralForPuts(amount);
        TokenAmount spend = buys ? susd(limit) : call ? seth(more) : susd(more);
        return new Trade(
                Kind.OPEN,
                action.series().listing(),
                held.map(LyraPosition::positionId).orElse(BigInteger.ZERO),
                type,
                amount,
                has.add(more),
                limit,
                Optional.of(spend));
    }

    /** What stays backs what is left in the same proportion. */
    private Trade closing(LyraPosition position, BigInteger amount, BigInteger limit, LyraOffer offer) {
        BigInteger left = position.amount().subtract(amount);
        LyraType type = position.type();
        BigInteger stays = position.collateral().multiply(left).divide(position.amount());
        if (type.isShort() && !type.isBackedByBase()) {
            stays = stays.min(position.collateral().subtract(limit)).max(BigInteger.ZERO);
        } else if (type.isBackedByBase()) {
            stays = stays.max(left);
        }
        boolean paysFromVault = type.isBackedByBase();
        return new Trade(
                offer.tradesOnlyByForce(amount, type.isShort()) ? Kind.FORCE_CLOSE : Kind.CLOSE,
                position.strikeId(),
                position.positionId(),
                type,
                amount,
                left.signum() == 0 ? BigInteger.ZERO : stays,
                limit,
                paysFromVault ? Optional.of(susd(limit)) : Optional.empty());
    }

    /** Swaps for what the trades take from the vault. What lies idle is not relied on: another trade may have it. */
    private List<Leg> funding(List<Trade> trades, boolean required) {
        BigInteger quote = BigInteger.ZERO;
        BigInteger base = BigInteger.ZERO;
        for (Trade trade : trades) {
            BigInteger taken = trade.spend().map(TokenAmount::units).orElse(BigInteger.ZERO);
            if (trade.type().isBackedByBase() && !trade.buys()) {
                base = base.add(taken);
            } else {
                // a put's premium goes into what backs it
                boolean paidIn = !trade.buys() && trade.kind() == Kind.OPEN;
                quote = quote.add(paidIn ? taken.subtract(trade.limit()) : taken);
            }
        }
        List<Leg> legs = new ArrayList<>();
        if (quote.signum() > 0) {
            legs.add(quoteSwaps.buy(quoteSwaps.enoughFor(quote), order.account(), order.deadline(), required));
        }
        if (base.signum() > 0) {
            legs.add(baseSwaps.buy(baseSwaps.enoughFor(base), order.account(), order.deadline(), required));
        }
        return legs;
    }

    /** Never required: what is not changed back now lies idle, is counted, and pays for the next. */
    private List<Leg> proceeds(List<Trade> trades) {
        BigInteger quote = BigInteger.ZERO;
        BigInteger base = BigInteger.ZERO;
        for (Trade trade : trades) {
            boolean paidIn = trade.type().isShort() && !trade.type().isBackedByBase();
            quote = trade.buys() || paidIn ? quote : quote.add(trade.limit());
            if (trade.type().isBackedByBase() && trade.kind() != Kind.OPEN) {
                base = base.add(freed(trade));
            }
        }
        List<Leg> legs = new ArrayList<>();
        if (quote.signum() > 0) {
            legs.add(quoteSwaps.sell(quote, order.account(), order.deadline(), false));
        }
        if (base.signum() > 0) {
            legs.add(baseSwaps.sell(base, order.account(), order.deadline(), false));
        }
        return legs;
    }

    private BigInteger freed(Trade trade) {
        return backing.account().positions().stream()
                .filter(position -> position.positionId().equals(trade.positionId()))
                .map(position -> position.collateral().subtract(trade.collateral()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private List<LyraPosition> ofTheSeries(TradeOptions action) {
        return backing.account().positions().stream()
                .filter(position -> position.strikeId().equals(action.series().listing())
                        && position.type().option() == action.series().type()
                        && !position.isSettled())
                .toList();
    }

    private LyraOffer offer(TradeOptions action) {
        return order.snapshot().offers().stream()
                .filter(offer -> offer.option().equals(action.series()))
                .filter(LyraOffer.class::isInstance)
                .map(LyraOffer.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody deals in the " + action.series()));
    }

    private TokenAmount susd(BigInteger units) {
        return new TokenAmount(quoteSwaps.synth(), units);
    }

    private TokenAmount seth(BigInteger units) {
        return new TokenAmount(baseSwaps.synth(), units);
    }
}
