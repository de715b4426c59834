package io.evenkeel.margin.spot;

import io.evenkeel.chain.VenueId;
import io.evenkeel.market.Pair;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Price;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The vault's own base token as a hedge: some of it is sold in a Uniswap v3 pool, and bought back when another hedge is
 * cheaper. There is no margin and nothing to liquidate; carrying it costs nothing.
 *
 * <p>What has been sold is what the vault owns less than it means to hold; what backs a loan elsewhere is still its own.
 * The tokens themselves lie with the vault and
 * count there: here are neither delta nor value, and a trade changes what is idle.
 *
 * @param policyCondition what the policy on chain allows here
 * @param idleBase,idleQuote what lies with the vault
 * @param backing base token of the vault's own that lies at other venues as collateral
 * @param holds base token that the vault means to hold; beyond it nothing is bought back
 * @param keeps base token that is never sold; at most what it holds
 * @param pool where base is sold and bought
 */
public record SpotPosition(
        VenueId id,
        Pair pair,
        VenueCaps caps,
        VenueCondition policyCondition,
        TokenAmount idleBase,
        TokenAmount idleQuote,
        TokenDelta backing,
        TokenAmount holds,
        TokenAmount keeps,
        SwapPool pool)
        implements Venue {
    /** A swap through the router: 121 thousand were seen. */
    private static final long GAS_PER_TRADE = 180_000;

    /** How far one trade may move the pool: beyond, the liquidity it would meet is not known. */
    private static final double LARGEST_POOL_MOVE = 0.02;

    public SpotPosition {
        if (keeps.compareTo(holds) > 0) {
            throw new IllegalArgumentException(
                    id + " keeps " + keeps + " of the " + holds + " that the vault means to hold: that cannot be");
        }
    }

    @Override
    public VenueCondition condition() {
        return policyCondition;
    }

    /** None: the vault's own tokens count where they lie. */
    @Override
    public TokenDelta delta() {
        return TokenDelta.zero(pair.base());
    }

    /** What has been sold, as a short. */
    @Override
    public TokenDelta hedge() {
        return own().minus(holds.asDelta()).min(TokenDelta.zero(pair.base()));
    }

    private TokenDelta own() {
        return idleBase.asDelta().plus(backing);
    }

    @Override
    public TokenDelta protocolEquity() {
        return TokenDelta.zero(pair.quote());
    }

    @Override
    public TokenAmount maintenance() {
        return TokenAmount.zero(pair.quote());
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        return TokenDelta.zero(pair.quote());
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return Optional.empty();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return Optional.empty();
    }

    @Override
    public Token collateralToken() {
        return pair.quote();
    }

    @Override
    public TokenAmount removableCollateral() {
        return TokenAmount.zero(pair.quote());
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        return TokenDelta.zero(pair.quote());
    }

    /** No collateral ever moves here: what is offered stays idle. */
    @Override
    public SpotPosition after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        if (deltaChange.isZero()) {
            return this;
        }
        return new SpotPosition(
                id,
                pair,
                caps,
                policyCondition,
                idleBase.asDelta().plus(deltaChange).abs(),
                idleQuote
                        .asDelta()
                        .plus(idleQuoteChange(deltaChange, price))
                        .max(TokenDelta.zero(pair.quote()))
                        .abs(),
                backing,
                holds,
                keeps,
                pool.afterTrade(deltaChange.wholeAsDouble()));
    }

    @Override
    public TokenDelta idleQuoteChange(TokenDelta deltaChange, Price price) {
        BigInteger units = new BigDecimal(pool.quoteForAfterFee(deltaChange.wholeAsDouble()))
                .movePointRight(pair.quote().decimals())
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
        return new TokenDelta(pair.quote(), units);
    }

    /** All of it: what is sold was idle, what is bought will be. */
    @Override
    public TokenDelta idleBaseChange(TokenDelta deltaChange) {
        return deltaChange;
    }

    /** The pool's fee, impact, and its distance from the oracle price. Infinite beyond the depth. */
    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return -(deltaChangeBase * price.asDouble() + pool.quoteForAfterFee(deltaChangeBase));
    }

    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        return 0;
    }

    /** Downwards by what may be sold, upwards by what was sold and the idle quote pays for; both ways by the pool. */
    @Override
    public TokenAmount largestChange(int direction, Price price) {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction must be 1 or -1, was " + direction);
        }
        TokenAmount own = switch (condition()) {
            case FROZEN, UNREADABLE -> TokenAmount.zero(pair.base());
            case REDUCE_ONLY -> direction > 0 ? affordable() : TokenAmount.zero(pair.base());
            case OPEN -> direction > 0 ? affordable() : sellable();
        };
        double limit = pool.price() * (1 + direction * LARGEST_POOL_MOVE);
        TokenAmount byPool =
                TokenDelta.ofModel(pair.base(), pool.baseChangeTo(limit)).abs();
        return own.min(byPool);
    }

    private TokenAmount sellable() {
        TokenDelta beyondWhatIsKept = own().minus(keeps.asDelta()).max(TokenDelta.zero(pair.base()));
        return idleBase.min(beyondWhatIsKept.abs());
    }

    /** At the far end of the furthest move a trade may make. */
    private TokenAmount affordable() {
        double dearest = pool.price() * (1 + LARGEST_POOL_MOVE) / (1 - pool.fee());
        TokenAmount paid = TokenDelta.ofModel(pair.base(), idleQuote.wholeAsDouble() / dearest)
                .abs();
        return hedge().abs().min(paid);
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
        return 0;
    }
}
