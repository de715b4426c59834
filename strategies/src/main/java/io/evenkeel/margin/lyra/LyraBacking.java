package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.ONE;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.Conditions;
import io.evenkeel.market.Pair;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What backs an account's options in one market of Lyra v1, and the synths that lie beside: the part of the venue that
 * holds no option. Collateral goes in and out, nothing is hedged here. The options themselves are counted among what is
 * held further, so that together nothing is counted twice.
 *
 * <p>Equity and maintenance are those of the sold option that is nearest to its liquidation. sUSD counts as a dollar,
 * sETH as the base.
 *
 * @param policyCondition what the policy on chain allows here; the protocol's own state can only make it worse
 */
public record LyraBacking(
        VenueId id, Pair pair, VenueCaps caps, VenueCondition policyCondition, LyraAccount account, LyraMarket market)
        implements Venue {
    /** Buying sUSD and putting it to two positions, and a third. */
    private static final long GAS_PER_COLLATERAL_MOVE = 700_000;

    /** A board, its options, and two swaps of what they leave. */
    private static final long GAS_PER_SETTLEMENT = 1_400_000;

    /** Part of the price: a fall to nothing is counted as one to this, where a put is worth its strike. */
    private static final double LEAST_LEFT = 1e-3;

    private static final BigInteger SUSD_PER_QUOTE = BigInteger.TEN.pow(12);

    public LyraBacking {
        if (pair.base().decimals() != 18 || pair.quote().decimals() != 6) {
            throw new IllegalArgumentException("want a base of 18 decimals and a quote of 6, was " + pair);
        }
    }

    @Override
    public VenueCondition condition() {
        return market.canTrade() ? policyCondition : Conditions.worse(policyCondition, VenueCondition.FROZEN);
    }

    /** Base that lies here, and that backs calls. */
    @Override
    public TokenDelta delta() {
        return new TokenDelta(pair.base(), base());
    }

    @Override
    public TokenDelta hedge() {
        return TokenDelta.zero(pair.base());
    }

    @Override
    public boolean hasToSettle() {
        return market.canTrade()
                && account.positions().stream()
                        .anyMatch(position -> position.isSettled() || market.secondsTo(position.expiry()) == 0);
    }

    @Override
    public long gasPerSettlement() {
        return GAS_PER_SETTLEMENT;
    }

    @Override
    public TokenDelta protocolEquity() {
        return new TokenDelta(pair.quote(), totals().protocolEquity());
    }

    @Override
    public TokenAmount maintenance() {
        return new TokenAmount(pair.quote(), totals().maintenance());
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        BigInteger valueE36 = quote().multiply(ONE).add(base().multiply(price.e18()));
        return new TokenDelta(pair.quote(), Rounding.divideDown(valueE36, ONE.multiply(SUSD_PER_QUOTE)));
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        LyraPrices prices = new LyraPrices(market, market.spot());
        return sold().flatMap(position -> prices.highestSafe(position).stream())
                .min(BigInteger::compareTo)
                .map(this::price);
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        LyraPrices prices = new LyraPrices(market, market.spot());
        return sold().flatMap(position -> prices.lowestSafe(position).stream())
                .max(BigInteger::compareTo)
                .map(this::price);
    }

    /** sUSD is bought for it on the way in and sold for it on the way out. */
    @Override
    public Token collateralToken() {
        return pair.quote();
    }

    @Override
    public TokenAmount removableCollateral() {
        if (condition() == VenueCondition.FROZEN || condition() == VenueCondition.UNREADABLE) {
            return TokenAmount.zero(pair.quote());
        }
        BigInteger spare = backedByQuote()
                .map(position -> position.collateral().subtract(asked(position, market.spot())))
                .map(one -> one.max(BigInteger.ZERO))
                .reduce(account.paidOut().idleQuote(), BigInteger::add);
        return new TokenAmount(pair.quote(), Rounding.divideDown(spare, SUSD_PER_QUOTE));
    }

    /** Positions are margined one by one: what one has too much of does not help another. */
    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        requireNoHedge(deltaChange);
        BigInteger lacking = BigInteger.ZERO;
        BigInteger spare = BigInteger.ZERO;
        for (LyraPosition position : backedByQuote().toList()) {
            double factor = position.type().isPut() ? Math.max(1 - shockFraction, LEAST_LEFT) : 1 + shockFraction;
            BigInteger shocked = new BigDecimal(price.e18())
                    .multiply(BigDecimal.valueOf(factor))
                    .toBigInteger();
            BigInteger needed =
                    asked(position, shocked).max(asked(position, price.e18())).subtract(position.collateral());
            lacking = lacking.add(needed.max(BigInteger.ZERO));
            spare = spare.add(needed.min(BigInteger.ZERO));
        }
        BigInteger change = lacking.signum() > 0 ? lacking : spare;
        return new TokenDelta(pair.quote(), Rounding.divideUp(change, SUSD_PER_QUOTE));
    }

    @Override
    public LyraBacking after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        requireNoHedge(deltaChange);
        BigInteger change = collateralChange.units().multiply(SUSD_PER_QUOTE);
        return new LyraBacking(id, pair, caps, policyCondition, moved(change, price), market);
    }

    /** What is taken out comes from what lies idle first. */
    private LyraAccount moved(BigInteger change, Price price) {
        if (change.signum() >= 0) {
            return account.withCollateral(LyraCollateralShares.divide(account, market, spotOr(price), change));
        }
        LyraAccount paidOut = account.paidOut();
        BigInteger fromIdle = paidOut.idleQuote().min(change.negate());
        LyraAccount less = paidOut.withIdleQuote(paidOut.idleQuote().subtract(fromIdle));
        return less.withCollateral(LyraCollateralShares.divide(less, market, spotOr(price), change.add(fromIdle)));
    }

    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return deltaChangeBase == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return 0;
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return TokenAmount.zero(pair.base());
    }

    @Override
    public TokenAmount smallestChange() {
        return new TokenAmount(pair.base(), BigInteger.ONE);
    }

    @Override
    public long gasPerTrade() {
        return 0;
    }

    @Override
    public long gasPerCollateralMove() {
        return GAS_PER_COLLATERAL_MOVE;
    }

    /** sUSD 1e18: idle, owed by boards that are settled, and behind options that were sold. */
    private BigInteger quote() {
        LyraAccount paidOut = account.paidOut();
        return paidOut.positions().stream()
                .filter(position -> !position.type().isBackedByBase())
                .map(LyraPosition::collateral)
                .reduce(paidOut.idleQuote(), BigInteger::add);
    }

    private BigInteger base() {
        LyraAccount paidOut = account.paidOut();
        return paidOut.positions().stream()
                .filter(position -> position.type().isBackedByBase())
                .map(LyraPosition::collateral)
                .reduce(paidOut.idleBase(), BigInteger::add);
    }

    private Stream<LyraPosition> sold() {
        return market.spot().signum() > 0 ? account.liquidatable().stream() : Stream.empty();
    }

    private Stream<LyraPosition> backedByQuote() {
        return account.liquidatable().stream()
                .filter(position -> !position.type().isBackedByBase());
    }

    private BigInteger asked(LyraPosition position, BigInteger spot) {
        return market.collateral().minimum(position, market, spot);
    }

    /** With no spot to go by nothing is known of the margin, and the venue is frozen. */
    private LyraTotals totals() {
        return LyraTotals.of(account, market, market.spot().max(BigInteger.ONE));
    }

    private BigInteger spotOr(Price price) {
        return market.spot().signum() > 0 ? market.spot() : price.e18();
    }

    private Price price(BigInteger e18) {
        return new Price(pair.base(), pair.quote(), e18);
    }

    private void requireNoHedge(TokenDelta change) {
        if (!change.isZero()) {
            throw new IllegalArgumentException(id + " deals in options, a delta of " + change + " is not traded there");
        }
    }
}
