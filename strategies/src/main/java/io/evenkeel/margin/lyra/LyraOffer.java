package io.evenkeel.margin.lyra;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.ListedOption;
import io.evenkeel.market.OptionOffer;
import io.evenkeel.market.Pair;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.options.OptionType;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.TokenAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One series that Lyra lists. What it quotes is what its contracts would charge at this block, to the last digit, for a
 * trade in one piece. Calls are written against base one for one, puts against quote.
 *
 * @param condition of the venue: but where it is OPEN nothing is on offer, and what is held stands until it expires
 * @param seriesLeft how many the account may have besides those it has
 */
public record LyraOffer(
        VenueId venue,
        Pair pair,
        VenueCondition condition,
        LyraMarket market,
        LyraBoard board,
        LyraStrike strike,
        OptionType type,
        int seriesLeft)
        implements OptionOffer {
    /** Opening a position, with two swaps, and a third. */
    private static final long GAS_PER_TRADE = 2_000_000;
    /** As many as the gauge counts: what would be held beyond them would be worth nothing to the policy. */
    private static final int MOST_SERIES = 5;
    /** A fall of the price that a put is written to survive without more collateral. */
    private static final BigInteger FALL_SURVIVED = new BigInteger("300000000000000000");

    /** sUSD 1e18 for one smallest unit of USDC. */
    private static final BigInteger SUSD_PER_QUOTE = BigInteger.TEN.pow(12);

    private static final int HALVINGS = 24;
    /** More contracts than any market lists. */
    private static final BigInteger MOST_CONTRACTS = BigInteger.TEN.pow(24);

    /** Every series of every board that has not expired. */
    public static List<OptionOffer> all(
            VenueId venue, Pair pair, VenueCondition condition, LyraAccount account, LyraMarket market) {
        List<OptionOffer> offers = new ArrayList<>();
        if (market.spot().signum() == 0) {
            return offers;
        }
        // what has expired is settled with the next trade
        long alive = account.positions().stream()
                .filter(position -> !position.isSettled() && market.secondsTo(position.expiry()) > 0)
                .count();
        int left = (int) Math.max(0, MOST_SERIES - alive);
        for (LyraBoard board : market.boards()) {
            for (LyraStrike strike : board.strikes()) {
                if (market.secondsTo(board.expiry()) > 0) {
                    for (OptionType type : OptionType.values()) {
                        offers.add(new LyraOffer(venue, pair, condition, market, board, strike, type, left));
                    }
                }
            }
        }
        return offers;
    }

    @Override
    public ListedOption option() {
        return new ListedOption(
                venue,
                strike.strikeId(),
                type,
                new Price(pair.base(), pair.quote(), strike.strike()),
                Instant.ofEpochSecond(board.expiry()));
    }

    @Override
    public double volatility() {
        return whole(Fixed.times(board.iv(), strike.skew()));
    }

    @Override
    public double ratePerYear() {
        return whole(market.rate());
    }

    @Override
    public double premiumQuote(double contracts) {
        BigInteger amount = units(contracts);
        if (amount.signum() == 0) {
            return 0;
        }
        double total = whole(trade(amount, contracts > 0).total());
        return contracts > 0 ? total : -total;
    }

    @Override
    public double volatilityAfter(double contracts) {
        BigInteger amount = units(contracts);
        if (amount.signum() == 0) {
            return volatility();
        }
        LyraTrade trade = trade(amount, contracts > 0);
        return whole(Fixed.times(trade.newIv(), trade.newSkew()));
    }

    @Override
    public TokenAmount mostBought() {
        return new TokenAmount(pair.base(), most(true));
    }

    @Override
    public TokenAmount mostSold() {
        return new TokenAmount(pair.base(), most(false));
    }

    /** Base for calls, quote for puts. */
    @Override
    public TokenAmount backing(TokenAmount contracts) {
        if (type == OptionType.CALL) {
            return contracts;
        }
        return new TokenAmount(pair.quote(), Rounding.divideUp(collateralForPuts(contracts.units()), SUSD_PER_QUOTE));
    }

    @Override
    public long gasPerTrade() {
        return GAS_PER_TRADE;
    }

    /** sUSD 1e18: what the protocol asks for once the price has fallen, at most the strike whole. */
    public BigInteger collateralForPuts(BigInteger amount) {
        BigInteger fallen = Fixed.times(market.spot(), Fixed.ONE.subtract(FALL_SURVIVED));
        LyraType put = LyraType.SHORT_PUT_QUOTE;
        long seconds = market.secondsTo(board.expiry());
        return market.collateral()
                .minimum(put, amount, strike.strike(), seconds, fallen, market.rate())
                .max(market.collateral().minimum(put, amount, strike.strike(), seconds, market.spot(), market.rate()));
    }

    /** Whether closing so much is only possible at a shocked volatility: too near to expiry, or too far from the money. */
    public boolean tradesOnlyByForce(BigInteger amount, boolean buys) {
        return !market.limits().allowTrading(market.secondsTo(board.expiry()))
                || !market.limits().allowDelta(trade(amount, buys).callDelta());
    }

    private LyraTrade trade(BigInteger amount, boolean buys) {
        return LyraTrade.of(market, board, strike, type == OptionType.PUT, amount, buys);
    }

    /** Found by halving: whatever keeps a small trade from being made keeps a larger one from it too. */
    private BigInteger most(boolean buys) {
        boolean closed = condition != VenueCondition.OPEN
                || board.frozen()
                || !market.limits().allowTrading(market.secondsTo(board.expiry()));
        if (closed) {
            return BigInteger.ZERO;
        }
        BigInteger fits = BigInteger.ZERO;
        BigInteger tooMuch = hardLimit(buys);
        for (int i = 0; i < HALVINGS; i++) {
            BigInteger middle = fits.add(tooMuch).shiftRight(1);
            if (middle.signum() > 0 && fits(middle, buys)) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        return fits;
    }

    /** Where selling would take volatility below nothing. */
    private BigInteger hardLimit(boolean buys) {
        BigInteger perPoint = market.pricing().standardSize().multiply(BigInteger.valueOf(100));
        return buys ? MOST_CONTRACTS : Fixed.times(perPoint, board.iv().min(strike.skew()));
    }

    private boolean fits(BigInteger amount, boolean buys) {
        LyraTrade trade;
        try {
            trade = trade(amount, buys);
        } catch (ArithmeticException beyondTheModel) {
            return false;
        }
        return trade.isWithin(market.limits(), buys)
                && locked(amount, buys, trade).compareTo(market.freeLiquidity()) <= 0;
    }

    /** What the pool must have free: what it backs, or what it pays. */
    private BigInteger locked(BigInteger amount, boolean buys, LyraTrade trade) {
        if (!buys) {
            return trade.premium();
        }
        BigInteger each = type == OptionType.PUT ? strike.strike() : market.spot();
        return Fixed.times(each, amount).max(BigInteger.ZERO);
    }

    private static BigInteger units(double contracts) {
        return new BigDecimal(Math.abs(contracts)).movePointRight(18).toBigInteger();
    }

    private static double whole(BigInteger e18) {
        return new BigDecimal(e18, 18).doubleValue();
    }
}
