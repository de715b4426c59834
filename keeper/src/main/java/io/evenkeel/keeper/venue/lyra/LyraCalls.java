package io.evenkeel.keeper.venue.lyra;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.venue.Leg;
import io.evenkeel.margin.lyra.LyraType;
import io.evenkeel.oracles.adapter.headlong.AbiFunction;
import io.evenkeel.oracles.adapter.headlong.AbiRecord;
import io.evenkeel.oracles.adapter.headlong.ContractAbi;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Calls to the contracts of one option market, as legs. */
record LyraCalls(Address market, Address greekCache, Address shortCollateral) {
    private static final ContractAbi MARKET = ContractAbi.load("lyra", "OptionMarket");
    private static final AbiFunction OPEN = MARKET.function("openPosition");
    private static final AbiFunction CLOSE = MARKET.function("closePosition");
    private static final AbiFunction FORCE_CLOSE = MARKET.function("forceClosePosition");
    private static final AbiFunction ADD_COLLATERAL = MARKET.function("addCollateral");
    private static final AbiFunction SETTLE_BOARD = MARKET.function("settleExpiredBoard");
    private static final AbiFunction SETTLE_OPTIONS =
            ContractAbi.load("lyra", "ShortCollateral").function("settleOptions");
    private static final AbiFunction UPDATE_GREEKS =
            ContractAbi.load("lyra", "OptionGreekCache").function("updateBoardCachedGreeks");
    private static final BigInteger NO_LIMIT = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    enum Kind {
        OPEN,
        CLOSE,
        /** At a shocked volatility, where nothing else is possible any more. */
        FORCE_CLOSE
    }

    /**
     * One trade in one piece.
     *
     * @param positionId 0 for a new one
     * @param limit quote 1e18: the most that is paid where it is bought, the least that is received where it is sold
     * @param spend what the market may take for it
     */
    record Trade(
            Kind kind,
            BigInteger strikeId,
            BigInteger positionId,
            LyraType type,
            BigInteger amount,
            BigInteger collateral,
            BigInteger limit,
            Optional<TokenAmount> spend) {
        boolean buys() {
            return (kind == Kind.OPEN) != type.isShort();
        }
    }

    Leg trade(Trade trade, boolean required) {
        AbiFunction function = switch (trade.kind()) {
            case OPEN -> OPEN;
            case CLOSE -> CLOSE;
            case FORCE_CLOSE -> FORCE_CLOSE;
        };
        byte[] call = function.encode(List.of(
                trade.strikeId(),
                trade.positionId(),
                BigInteger.ONE,
                trade.type().ordinal(),
                trade.amount(),
                trade.collateral(),
                trade.buys() ? BigInteger.ZERO : trade.limit(),
                trade.buys() ? trade.limit() : NO_LIMIT));
        return new Leg(market, trade.spend(), call, required);
    }

    /** Quote 1e18: what a call may pay at most for options that it buys, be it to open or to close; empty: it buys none. */
    Optional<BigInteger> premiumAtMost(Address target, byte[] callData) {
        boolean trades = target.equals(market)
                && (OPEN.isCalledBy(callData) || CLOSE.isCalledBy(callData) || FORCE_CLOSE.isCalledBy(callData));
        if (!trades) {
            return Optional.empty();
        }
        AbiFunction function = OPEN.isCalledBy(callData) ? OPEN : CLOSE.isCalledBy(callData) ? CLOSE : FORCE_CLOSE;
        AbiRecord params = function.decodeCall(callData).record("params");
        LyraType type = LyraType.values()[params.integer("optionType").intValueExact()];
        boolean buys = (function == OPEN) != type.isShort();
        boolean onlyCollateral = params.integer("amount").signum() == 0;
        return buys && !onlyCollateral ? Optional.of(params.integer("maxTotalCost")) : Optional.empty();
    }

    Leg addCollateral(BigInteger positionId, TokenAmount amount, boolean required) {
        return Leg.spending(market, amount, ADD_COLLATERAL.encode(positionId, amount.units()), required);
    }

    /** @param required false where other things are done, too: anybody may have settled it by then */
    Leg settleBoard(BigInteger boardId, boolean required) {
        return Leg.of(market, SETTLE_BOARD.encode(boardId), required);
    }

    Leg settleOptions(List<BigInteger> positionIds, boolean required) {
        return Leg.of(shortCollateral, SETTLE_OPTIONS.encode(positionIds), required);
    }

    Leg updateGreeks(BigInteger boardId) {
        return Leg.of(greekCache, UPDATE_GREEKS.encode(boardId), false);
    }
}
