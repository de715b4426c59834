package io.evenkeel.margin.aavev3;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.Conditions;
import io.evenkeel.market.Pair;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account at one Aave v3 market, used to be short: base is borrowed and sold for quote in a Uniswap v3 pool; the
 * quote stays idle with the account. Reducing buys base there and repays.
 *
 * @param policyCondition what the policy on chain allows here; Aave's own state can only make it worse
 * @param generation how the market rounds
 * @param swapPool where what is borrowed is sold and what is repaid is bought
 * @param collateralToken what is supplied to back the loan: base or quote
 * @param buysFromCollateral whether base is bought back with the quote that is supplied here, in the call that repays
 *     it, instead of with what is idle
 */
public record AaveV3Position(
        VenueId id,
        Pair pair,
        VenueCaps caps,
        VenueCondition policyCondition,
        AaveGeneration generation,
        AaveAsset base,
        AaveAsset quote,
        SwapPool swapPool,
        Token collateralToken,
        boolean buysFromCollateral)
        implements Venue {
    /** borrow and swap, or swap and repay: 268 and 121 thousand were seen. */
    private static final long GAS_PER_TRADE = 420_000;

    private static final long GAS_PER_COLLATERAL_MOVE = 280_000;

    /** Part of what a purchase is expected to cost that must lie here beside it: its worst price is no further off. */
    private static final BigInteger ONE_PART_IN = BigInteger.valueOf(50);

    /** Units of quote that are taken out beyond the cost for Aave's rounding, and come back idle. */
    private static final BigInteger ROUNDING = BigInteger.TWO;

    /** How far one trade may move the pool: beyond, the liquidity it would meet is not known. */
    private static final double LARGEST_POOL_MOVE = 0.02;

    public AaveV3Position {
        if (!collateralToken.equals(pair.base()) && !collateralToken.equals(pair.quote())) {
            throw new IllegalArgumentException("collateral must be one of " + pair + ", was " + collateralToken);
        }
    }

    /** What Aave makes of this account, to compare with what it says. */
    public AaveV3Totals totals() {
        return AaveV3Totals.of(generation, pair, base, quote);
    }

    /** A frozen asset still lets debt be repaid and collateral be taken out. */
    @Override
    public VenueCondition condition() {
        if (!base.movable() || !quote.movable()) {
            return Conditions.worse(policyCondition, VenueCondition.FROZEN);
        }
        return base.borrowable() ? policyCondition : Conditions.worse(policyCondition, VenueCondition.REDUCE_ONLY);
    }

    @Override
    public TokenDelta delta() {
        return new TokenDelta(pair.base(), base.supplied().subtract(base.debt()));
    }

    @Override
    public TokenDelta hedge() {
        return new TokenDelta(pair.base(), base.debt().negate());
    }

    @Override
    public TokenDelta protocolEquity() {
        AaveV3Totals totals = totals();
        return inQuoteDown(totals.totalCollateralUsd().subtract(totals.totalDebtUsd()));
    }

    /**
     * {@code protocolEquity − floor(headroom)}: equity is below it exactly when Aave's health factor is below 1.
     */
    @Override
    public TokenAmount maintenance() {
        AaveV3Totals totals = totals();
        if (totals.totalDebtUsd().signum() == 0) {
            return TokenAmount.zero(pair.quote());
        }
        TokenDelta headroom = inQuoteDown(totals.headroomUsd());
        return new TokenAmount(pair.quote(), protocolEquity().minus(headroom).units());
    }

    @Override
    public TokenDelta oracleNav(Price price) {
        TokenDelta netQuote = new TokenDelta(pair.quote(), quote.supplied().subtract(quote.debt()));
        return netQuote.plus(price.valueDown(delta()));
    }

    @Override
    public Optional<Price> liquidationPriceAbove() {
        return margin().highestSafePrice();
    }

    @Override
    public Optional<Price> liquidationPriceBelow() {
        return margin().lowestSafePrice();
    }

    @Override
    public TokenAmount removableCollateral() {
        AaveAsset asset = collateralToken.equals(pair.base()) ? base : quote;
        return asset.movable()
                ? new TokenAmount(collateralToken, margin().removable(collateralToken))
                : TokenAmount.zero(collateralToken);
    }

    @Override
    public TokenDelta collateralNeededFor(TokenDelta deltaChange, Price price, double shockFraction) {
        AaveAsset borrowed = base.changed(BigInteger.ZERO, deltaChange.units().negate());
        AaveAsset left = quote.changed(paidFromSupply(deltaChange).negate(), BigInteger.ZERO);
        return new AaveV3Margin(generation, pair, borrowed, left)
                .collateralNeeded(collateralToken, price, shockFraction);
    }

    @Override
    public AaveV3Position after(TokenDelta deltaChange, TokenDelta collateralChange, Price price) {
        boolean inBase = collateralToken.equals(pair.base());
        BigInteger baseSupply = inBase ? collateralChange.units() : BigInteger.ZERO;
        BigInteger quoteSupply = inBase ? BigInteger.ZERO : collateralChange.units();
        return new AaveV3Position(
                id,
                pair,
                caps,
                policyCondition,
                generation,
                base.changed(baseSupply, deltaChange.units().negate()),
                quote.changed(quoteSupply.subtract(paidFromSupply(deltaChange)), BigInteger.ZERO),
                swapPool.afterTrade(deltaChange.wholeAsDouble()),
                collateralToken,
                buysFromCollateral);
    }

    /** The pool's fee, impact, and its distance from the oracle price. Infinite beyond the depth. */
    @Override
    public double tradeCostQuote(double deltaChangeBase, Price price) {
        return -(deltaChangeBase * price.asDouble() + swapPool.quoteForAfterFee(deltaChangeBase));
    }

    @Override
    public TokenDelta idleQuoteChange(TokenDelta deltaChange, Price price) {
        return buysFromCollateral && deltaChange.signum() > 0
                ? TokenDelta.zero(pair.quote())
                : swappedQuote(deltaChange);
    }

    /** Quote that the swap brings, negative: costs. Rounded down. */
    private TokenDelta swappedQuote(TokenDelta deltaChange) {
        double quoteWhole = swapPool.quoteForAfterFee(deltaChange.wholeAsDouble());
        BigInteger units = new BigDecimal(quoteWhole)
                .movePointRight(pair.quote().decimals())
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
        return new TokenDelta(pair.quote(), units);
    }

    /**
     * The rate on the loan once it is this large, less what the collateral tied up at Aave's opening requirement earns
     * there. {@code deltaBase} is the loan with its sign; owning base at Aave costs nothing.
     */
    @Override
    public double carryQuotePerYear(double deltaBase, Price price) {
        if (deltaBase >= 0) {
            return 0;
        }
        double loan = -deltaBase;
        double more = loan * Math.pow(10, pair.base().decimals()) - base.debt().doubleValue();
        AaveAsset backing = collateralToken.equals(pair.base()) ? base : quote;
        double collateralPerLoan = backing.ltvBps() == 0 ? 0 : 10_000.0 / backing.ltvBps();
        return loan * price.asDouble() * (base.borrowRateAfter(more) - collateralPerLoan * backing.supplyRate());
    }

    @Override
    public LendingAccount product(Price price) {
        return new LendingAccount(
                id.name(), id, amounts(base.supplied(), quote.supplied()), amounts(base.debt(), quote.debt()));
    }

    private List<TokenAmount> amounts(BigInteger ofBase, BigInteger ofQuote) {
        return List.of(new TokenAmount(pair.base(), ofBase), new TokenAmount(pair.quote(), ofQuote));
    }

    @Override
    public Map<RiskFactor, Double> rates(Price price) {
        return Map.of(
                new SupplyRate(id, pair.base()), base.supplyRate(),
                new SupplyRate(id, pair.quote()), quote.supplyRate(),
                new BorrowRate(id, pair.base()), base.borrowRateAfter(0),
                new BorrowRate(id, pair.quote()), quote.borrowRateAfter(0));
    }

    /** Downwards by the pools, Aave's caps and its opening requirement; upwards no further than the loan is repaid. */
    @Override
    public TokenAmount largestChange(int direction, Price price) {
        if (direction != 1 && direction != -1) {
            throw new IllegalArgumentException("direction must be 1 or -1, was " + direction);
        }
        BigInteger byAave = switch (condition()) {
            case FROZEN, UNREADABLE -> BigInteger.ZERO;
            case REDUCE_ONLY -> direction > 0 ? base.debt() : BigInteger.ZERO;
            case OPEN -> direction > 0 ? base.debt() : newLoan();
        };
        double limit = swapPool.price() * (1 + direction * LARGEST_POOL_MOVE);
        BigInteger byPool = TokenDelta.ofModel(pair.base(), Math.abs(swapPool.baseChangeTo(limit)))
                .units();
        BigInteger largest = byAave.min(byPool);
        return new TokenAmount(pair.base(), direction > 0 ? payable(largest) : largest);
    }

    /** Quote units that a purchase takes out of what is supplied here. */
    private BigInteger paidFromSupply(TokenDelta deltaChange) {
        return buysFromCollateral && deltaChange.signum() > 0
                ? swappedQuote(deltaChange).units().negate().add(ROUNDING)
                : BigInteger.ZERO;
    }

    /** Base units of a purchase that what is supplied here can pay for, where it has to. */
    private BigInteger payable(BigInteger purchase) {
        if (!buysFromCollateral || purchase.signum() == 0) {
            return purchase;
        }
        BigInteger cost = paidFromSupply(new TokenDelta(pair.base(), purchase));
        BigInteger most = cost.add(cost.divide(ONE_PART_IN));
        // less of it costs less for each unit
        return purchase.multiply(quote.supplied()).divide(most).min(purchase);
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

    /** Base units: one unit of USD 1e8 is left out for Aave's own rounding of the same test. */
    private BigInteger newLoan() {
        BigInteger usd = totals().availableBorrowsUsd().subtract(BigInteger.ONE).max(BigInteger.ZERO);
        BigInteger backed =
                usd.multiply(BigInteger.TEN.pow(pair.base().decimals())).divide(base.priceUsd());
        return backed.min(base.borrowableNow(pair.base().decimals()));
    }

    /** Quote of a value in USD 1e8, at Aave's own price of quote. */
    private TokenDelta inQuoteDown(BigInteger usd) {
        BigInteger units = usd.multiply(BigInteger.TEN.pow(pair.quote().decimals()));
        return new TokenDelta(pair.quote(), Rounding.divideDown(units, quote.priceUsd()));
    }

    private AaveV3Margin margin() {
        return new AaveV3Margin(generation, pair, base, quote);
    }
}
