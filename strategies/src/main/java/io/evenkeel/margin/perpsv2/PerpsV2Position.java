package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.ONE;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.Conditions;
import io.evenkeel.market.Pair;
import io.evenkeel.market.PendingChange;
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
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One account in one market of Synthetix PerpsV2, margin of its own in sUSD, which counts as a dollar as USDC does.
 *
 * <p>An order that can still be filled counts from its commitment: in the delta as filled, in maintenance and in the
 * liquidation price as the worse of filled and not. While it is there the protocol takes neither a second order nor
 * margin, so the venue is frozen: what it has and has promised counts in full, new need goes elsewhere. Too old to be
 * filled it counts no more.
 *
 * @param policyCondition what the policy on chain allows here; the protocol's own state can only make it worse
 */
public record PerpsV2Position(
        VenueId id,
        Pair pair,
        VenueCaps caps,
        VenueCondition policyCondition,
        PerpsV2Account account,
        PerpsV2Market market)
        implements Venue {
    /** Most that was seen for committing to an order with a position open, and a third: funding moves in between. */
    private static final long GAS_PER_TRADE = 1_250_000;
    /** Most that was seen for moving margin, and a third. */
    private static final long GAS_PER_COLLATERAL_MOVE = 750_000;

    /** sUSD 1e18 for one smallest unit of USDC. */
    private static final BigInteger SUSD_PER_QUOTE = BigInteger.TEN.pow(12);

    private static final double DAYS_PER_YEAR = 365;

    public PerpsV2Position {
        pair.requireDecimals(18, 6);
    }

    /** What the protocol makes of this account, to compare with what it says. */
    public PerpsV2Totals totals() {
        return PerpsV2Totals.of(account, market);
    }

    @Override
    public VenueCondition condition() {
        boolean usable = market.canTrade()
                && !account.flagged()
                && account.order().filter(PerpsV2Order::live).isEmpty();
        return usable ? policyCondition : Conditions.worse(policyCondition, VenueCondition.FROZEN);
    }

    /** With what is promised. */
    @Override
    public TokenDelta delta() {
        return new TokenDelta(pair.base(), account.size().add(account.promised()));
    }

    @Override
    public boolean fillsLater() {
        return true;
    }

    @Override
    public Optional<PendingChange> pending() {
        return account.order().map(order -> order.asPending(pair));
    }

    @Override
    public PerpsV2Position withoutPending() {
        return account.order().isEmpty()
                ? this
                : new PerpsV2Position(id, pair, caps, policyCondition, account.withoutOrder(), market);
    }

    @Override
    public TokenDelta protocolEquity() {
        return new TokenDelta(pair.quote(), Rounding.divideDown(totals().remainingMargin(), SUSD_PER_QUOTE));
    }

    /** Equity less the headroom rounded down: equity is below it exactly when the protocol has no headroom. */
    @Override
    public TokenAmount maintenance() {
        PerpsV2Totals totals = totals();
        BigInteger promised = PerpsV2Totals.smallestSafe(account.size().add(account.promised()), market);
        BigInteger headroom =
                totals.remainingMargin().subtract(totals.smallestSafe().max(promised));
        return new TokenAmount(
                pair.quote(),
                Rounding.divideDown(totals.remainingMargin(), SUSD_PER_QUOTE)
                        .subtract(Rounding.divideDown(headroom, SUSD_PER_QUOTE)));
    }

    /** With the sUSD that lies with the account. */
    @Override
    public TokenDelta oracleNav(Price price) {
        BigInteger cash = account.margin().add(totals().accruedFunding());
        BigInteger shift = price.e18().subtract(account.lastPrice());
        BigInteger position =
                cash.multiply(ONE).add(account.size().multiply(shift)).max(BigInteger.ZERO);
        return new TokenDelta(
                pair.quote(),
                Rounding.divideDown(position.add(account.idleSusd().multiply(ONE)), ONE.multiply(SUSD_PER_QUOTE)));
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        PerpsV2Margin margin = new PerpsV2Margin(market);
        return possible()
                .filter(one -> one.size().signum() < 0)
                .map(margin::highestSafePrice)
                .min(BigInteger::compareTo)
                .map(e18 -> new Price(pair.base(), pair.quote(), e18));
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        PerpsV2Margin margin = new PerpsV2Margin(market);
        return possible()
                .filter(one -> one.size().signum() > 0)
                .flatMap(one -> margin.lowestSafePrice(one).stream())
                .max(BigInteger::compareTo)
                .map(e18 -> new Price(pair.base(), pair.quote(), e18));
    }

    /** sUSD is bought for it on the way in and sold for it on the way out. */
    @Override
    public Token collateralToken() {
        return pair.quote();
    }

    @Override
    public TokenAmount removableCollateral() {
        return condition() == VenueCondition.FROZEN || condition() == VenueCondition.UNREADABLE
                ? TokenAmount.zero(pair.quote())
                : new TokenAmount(pair.quote(), Rounding.divideDown(totals().accessibleMargin(), SUSD_PER_QUOTE));
    }

    /** Never negative together with an order: once that is committed the protocol moves no margin. */
    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        PerpsV2Account traded = traded(deltaChange.units());
        BigInteger needed =
                new PerpsV2Margin(after(deltaChange.units())).collateralNeeded(traded, price.e18(), shockFraction);
        return new TokenDelta(pair.quote(), deltaChange.isZero() ? needed : needed.max(BigInteger.ZERO));
    }

    /** As if it were filled at once at the present price. */
    @Override
    public PerpsV2Position after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        PerpsV2Account traded = traded(deltaChange.units());
        PerpsV2Account funded =
                traded.withMargin(traded.margin().add(collateralChange.units().multiply(SUSD_PER_QUOTE)));
        return new PerpsV2Position(id, pair, caps, policyCondition, funded, after(deltaChange.units()));
    }

    /**
     * Fee, and what the skew makes of the price; a trade that brings the skew nearer to zero may gain by it. The fixed
     * sum for whoever fills the order is left out, which as a step at zero would hide all else; {@link #after} has it.
     */
    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        BigInteger size = new BigDecimal(deltaChangeBase).movePointRight(18).toBigInteger();
        if (size.signum() == 0) {
            return 0;
        }
        PerpsV2Trade trade = PerpsV2Trade.of(size, market);
        return whole(trade.fee()) + deltaChangeBase * (whole(trade.fillPrice()) - price.asDouble());
    }

    /** Funding at the present rate: the longs pay it when it is positive. */
    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return deltaBase * price.asDouble() * whole(market.currentFundingRate()) * DAYS_PER_YEAR;
    }

    /** The rate drifts for as long as there is a skew, and turns when others come for it. */
    @Override
    public Duration carryPersistence() {
        return Duration.ofDays(1);
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return new PerpsV2Limits(this).largestChange(direction);
    }

    @Override
    public TokenAmount smallestChange() {
        return new TokenAmount(pair.base(), BigInteger.ONE);
    }

    @Override
    public long gasPerTrade() {
        return GAS_PER_TRADE;
    }

    @Override
    public long gasPerCollateralMove() {
        return GAS_PER_COLLATERAL_MOVE;
    }

    /** The account as it is, and as it will be when what it promised is filled. */
    private Stream<PerpsV2Account> possible() {
        return account.promised().signum() == 0
                ? Stream.of(account)
                : Stream.of(account, PerpsV2Trade.of(account.promised(), market).apply(account, market));
    }

    private PerpsV2Account traded(BigInteger change) {
        PerpsV2Account settled = account.promised().signum() == 0
                ? account
                : PerpsV2Trade.of(account.promised(), market).apply(account, market);
        return change.signum() == 0 ? settled : PerpsV2Commitment.filled(change, settled, market);
    }

    private PerpsV2Market after(BigInteger change) {
        BigInteger to = account.size().add(account.promised()).add(change);
        return to.equals(account.size()) ? market : market.traded(account.size(), to);
    }

    private static double whole(BigInteger e18) {
        return new BigDecimal(e18, 18).doubleValue();
    }
}
