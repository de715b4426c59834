package io.evenkeel.margin.perpv2;

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
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * One account in one market of Perpetual Protocol v2, collateral in USDC.
 *
 * <p>The protocol liquidates by its own mark, a median of averages over up to half an hour. Prices asked for and given
 * here are oracle prices: a level of mark is carried over by the ratio that mark and index have now where that brings
 * the liquidation nearer, and taken as it is where it would move it away.
 *
 * <pre>
 * short is liquidated at mark = (collateral + openNotional) / (|size| × (1 + mm))
 * long  is liquidated at mark = −(collateral + openNotional) / (size × (1 − mm))
 * </pre>
 *
 * @param policyCondition what the policy on chain allows here; the protocol's own state can only make it worse
 */
public record PerpV2Position(
        VenueId id,
        Pair pair,
        VenueCaps caps,
        VenueCondition policyCondition,
        PerpV2Account account,
        PerpV2Market market)
        implements Venue {
    /** Most that was seen for openPosition, a reduction included. */
    private static final long GAS_PER_TRADE = 900_000;
    /** Most that was seen for withdraw; a deposit takes an eighth of it. */
    private static final long GAS_PER_COLLATERAL_MOVE = 850_000;

    private static final BigInteger E18 = PerpV2Totals.E18;
    private static final BigInteger MILLION = PerpV2Market.MILLION;
    private static final double DAYS_PER_YEAR = 365;

    public PerpV2Position {
        pair.requireDecimals(18, 6);
    }

    /** What the protocol makes of this account, to compare with what it says. */
    public PerpV2Totals totals() {
        return PerpV2Totals.of(account, market);
    }

    @Override
    public VenueCondition condition() {
        return market.canTrade() ? policyCondition : Conditions.worse(policyCondition, VenueCondition.FROZEN);
    }

    /** None once the market is closed: the position then settles at the closed price and moves no more. */
    @Override
    public TokenDelta delta() {
        return market.baseTokenClosed()
                ? TokenDelta.zero(pair.base())
                : new TokenDelta(pair.base(), account.positionSize());
    }

    @Override
    public TokenDelta protocolEquity() {
        return new TokenDelta(pair.quote(), totals().accountValue());
    }

    /** Rounded up to the 6 decimals that the account value is rounded down to: the comparison stays the protocol's. */
    @Override
    public TokenAmount maintenance() {
        return new TokenAmount(
                pair.quote(), Rounding.divideUp(totals().marginRequirement(), PerpV2Totals.USD_PER_QUOTE));
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        BigInteger priceOfSize = market.baseTokenClosed() ? market.markPrice() : price.e18();
        BigInteger value =
                cashAndNotional().multiply(E18).add(account.positionSize().multiply(priceOfSize));
        return new TokenDelta(pair.quote(), Rounding.divideDown(value, E18.multiply(PerpV2Totals.USD_PER_QUOTE)));
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return account.positionSize().signum() < 0 && !market.baseTokenClosed()
                ? Optional.of(new PerpV2Margin(pair, market).highestSafePrice(account))
                : Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return account.positionSize().signum() > 0 && !market.baseTokenClosed()
                ? new PerpV2Margin(pair, market).lowestSafePrice(account)
                : Optional.empty();
    }

    @Override
    public Token collateralToken() {
        return pair.quote();
    }

    @Override
    public TokenAmount removableCollateral() {
        return market.vaultPaused()
                ? TokenAmount.zero(pair.quote())
                : new TokenAmount(pair.quote(), totals().withdrawable());
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        PerpV2Account traded = traded(deltaChange);
        return new PerpV2Margin(pair, market).collateralNeeded(traded, price, shockFraction);
    }

    @Override
    public PerpV2Position after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        PerpV2Account traded = traded(deltaChange);
        PerpV2Account funded = new PerpV2Account(
                traded.positionSize(),
                traded.openNotional(),
                traded.vaultBalance().add(collateralChange.units()),
                traded.owedRealizedPnl(),
                traded.pendingFee(),
                traded.pendingFunding());
        return new PerpV2Position(
                id,
                pair,
                caps,
                policyCondition,
                funded,
                market.withPool(market.pool().afterTrade(deltaChange.wholeAsDouble())));
    }

    /** Fee, impact on the virtual pool, and the pool's distance from the oracle price. Infinite beyond the depth. */
    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return -(deltaChangeBase * price.asDouble() + PerpV2Trade.quoteFor(deltaChangeBase, market));
    }

    /**
     * Funding: {@code delta × clamp(marketTwap − indexTwap, ±maxFundingRate × indexTwap)} a day. A market above the
     * index pays the short. The protocol applies the premium at settlement to all the time since the last settlement.
     */
    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        BigInteger most = market.indexTwap()
                .multiply(BigInteger.valueOf(market.maxFundingRate()))
                .divide(MILLION);
        BigInteger premium = market.marketTwap()
                .subtract(market.indexTwap())
                .max(most.negate())
                .min(most);
        return deltaBase * premium.doubleValue() / 1e18 * DAYS_PER_YEAR;
    }

    /** The premium is what arbitrage between pool and index leaves over; it changes its sign within a day. */
    @Override
    public Duration carryPersistence() {
        return Duration.ofHours(4);
    }

    @Override
    public TokenAmount largestChange(int direction, Price price) {
        return new PerpV2Limits(this).largestChange(direction);
    }

    /** Anything smaller reads as nothing. */
    @Override
    public TokenAmount smallestChange() {
        return new TokenAmount(pair.base(), PerpV2Totals.DUST);
    }

    @Override
    public long gasPerTrade() {
        return GAS_PER_TRADE;
    }

    @Override
    public long gasPerCollateralMove() {
        return GAS_PER_COLLATERAL_MOVE;
    }

    PerpV2Account traded(TokenDelta deltaChange) {
        double quote = PerpV2Trade.quoteFor(deltaChange.wholeAsDouble(), market);
        if (!Double.isFinite(quote)) {
            throw new IllegalArgumentException(id + " has not the depth for a change of " + deltaChange);
        }
        return PerpV2Trade.apply(account, deltaChange.units(), quote);
    }

    private BigInteger cashAndNotional() {
        return PerpV2Totals.collateral(account).add(account.openNotional());
    }
}
