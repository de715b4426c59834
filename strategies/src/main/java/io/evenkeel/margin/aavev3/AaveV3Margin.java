package io.evenkeel.margin.aavev3;

import io.evenkeel.market.Pair;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How far a loan is from liquidation, in the price of base in quote, and what keeps it there. With base supply B and
 * debt D, quote supply Q and debt F, thresholds b and q, the loan is safe while
 *
 * <pre>B b P + Q q ≥ D P + F</pre>
 *
 * Rounded against us. Aave v3.0 cuts the weighted average of two thresholds to whole basis points, so where both assets
 * back the loan there one basis point is taken off each; and a part of the smallest unit of quote is kept back for the
 * other roundings.
 */
record AaveV3Margin(AaveGeneration generation, Pair pair, AaveAsset base, AaveAsset quote) {
    /** More than there is of any token: no addition of it helps. */
    static final BigInteger NEVER_ENOUGH = BigInteger.ONE.shiftLeft(127);

    private static final BigInteger BPS = AaveGeneration.BPS;

    /** What is cut off the weighted average that a loan is opened by, in every generation; basis points. */
    private static final int LOAN_CUT_BPS = 1;
    /** bps × quote units: a tenth of a unit, and all of Aave's roundings to 1e-8 USD are less. */
    private static final BigInteger KEPT_BACK = BigInteger.valueOf(1_000);

    /** What part of each asset counts, basis points. */
    private record Thresholds(int baseBps, int quoteBps) {}

    /** The last price upwards at which the loan is surely safe; empty when no rise endangers it. */
    Optional<Price> highestSafePrice() {
        Thresholds held = liquidation(held(base), held(quote));
        BigInteger owed = baseShortfall(held);
        if (owed.signum() <= 0) {
            return Optional.empty();
        }
        BigInteger price = Rounding.divideDown(quoteExcess(held).multiply(scale()), owed);
        return Optional.of(new Price(pair.base(), pair.quote(), price.max(BigInteger.ONE)));
    }

    /**
     * The last price downwards at which the loan is surely safe; empty when no fall endangers it. Where no price makes
     * it safe the answer is one that is never reached.
     */
    Optional<Price> lowestSafePrice() {
        Thresholds held = liquidation(held(base), held(quote));
        if (quote.debt().multiply(BPS).compareTo(quote.supplied().multiply(BigInteger.valueOf(held.quoteBps()))) <= 0) {
            return Optional.empty();
        }
        BigInteger backs = baseShortfall(held).negate();
        BigInteger price = backs.signum() <= 0
                ? NEVER_ENOUGH
                : Rounding.divideUp(quoteExcess(held).negate().multiply(scale()), backs);
        return Optional.of(new Price(pair.base(), pair.quote(), price));
    }

    /**
     * Collateral that makes the loan survive both a rise and a fall by the shock from this price, and meet Aave's
     * opening requirement at Aave's own price. Negative: so much may be taken out.
     */
    TokenDelta collateralNeeded(Token collateral, Price price, double shockFraction) {
        if (!(shockFraction >= 0 && shockFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shock must be at least 0 and finite, was " + shockFraction);
        }
        BigInteger supplied = inBase(collateral) ? base.supplied() : quote.supplied();
        if (!hasDebt()) {
            return new TokenDelta(collateral, supplied.negate());
        }
        Thresholds backing = liquidation(held(base) || inBase(collateral), held(quote) || !inBase(collateral));
        BigInteger needed = needed(collateral, backing, moved(price, 1 + shockFraction, RoundingMode.CEILING))
                .max(needed(collateral, backing, moved(price, 1 - shockFraction, RoundingMode.FLOOR)))
                .max(needed(collateral, opening(collateral), ownPrice()));
        return new TokenDelta(collateral, needed.max(supplied.negate()));
    }

    /** Collateral that may go now with Aave still content to open this loan. */
    BigInteger removable(Token collateral) {
        AaveAsset asset = inBase(collateral) ? base : quote;
        boolean backs = hasDebt() && asset.usageAsCollateral();
        BigInteger spare =
                backs ? needed(collateral, opening(collateral), ownPrice()).negate() : asset.supplied();
        return spare.min(asset.supplied()).min(asset.availableLiquidity()).max(BigInteger.ZERO);
    }

    private BigInteger needed(Token collateral, Thresholds at, BigInteger priceE18) {
        BigInteger lacking =
                Rounding.divideUp(baseShortfall(at).multiply(priceE18), scale()).subtract(quoteExcess(at));
        int bps = inBase(collateral) ? at.baseBps() : at.quoteBps();
        if (bps <= 0) {
            return lacking.signum() > 0 ? NEVER_ENOUGH : BigInteger.ZERO;
        }
        BigInteger perUnit = BigInteger.valueOf(bps);
        return inBase(collateral)
                ? Rounding.divideUp(lacking.multiply(scale()), perUnit.multiply(priceE18))
                : Rounding.divideUp(lacking, perUnit);
    }

    /** bps × base units: base owed beyond what base backs. Grows in value as the price rises. */
    private BigInteger baseShortfall(Thresholds at) {
        return base.debt().multiply(BPS).subtract(base.supplied().multiply(BigInteger.valueOf(at.baseBps())));
    }

    /** bps × quote units: what quote backs beyond quote owed, less what is kept back. */
    private BigInteger quoteExcess(Thresholds at) {
        return quote.supplied()
                .multiply(BigInteger.valueOf(at.quoteBps()))
                .subtract(quote.debt().multiply(BPS))
                .subtract(KEPT_BACK);
    }

    private Thresholds liquidation(boolean baseBacks, boolean quoteBacks) {
        return thresholds(
                base.liquidationThresholdBps(),
                baseBacks,
                quote.liquidationThresholdBps(),
                quoteBacks,
                generation.thresholdCutBps());
    }

    private Thresholds opening(Token collateral) {
        boolean inBase = inBase(collateral);
        return thresholds(base.ltvBps(), held(base) || inBase, quote.ltvBps(), held(quote) || !inBase, LOAN_CUT_BPS);
    }

    private Thresholds thresholds(int baseBps, boolean baseBacks, int quoteBps, boolean quoteBacks, int cutBps) {
        boolean baseCounts = baseBacks && base.counts();
        boolean quoteCounts = quoteBacks && quote.counts();
        int cut = baseCounts && quoteCounts && baseBps != quoteBps ? cutBps : 0;
        return new Thresholds(
                baseCounts ? Math.max(0, baseBps - cut) : 0, quoteCounts ? Math.max(0, quoteBps - cut) : 0);
    }

    private boolean inBase(Token collateral) {
        return collateral.equals(pair.base());
    }

    private static boolean held(AaveAsset asset) {
        return asset.supplied().signum() > 0;
    }

    private boolean hasDebt() {
        return base.debt().signum() > 0 || quote.debt().signum() > 0;
    }

    /** Aave's own price of base in quote, 1e18, rounded down. */
    private BigInteger ownPrice() {
        return Rounding.divideDown(base.priceUsd().multiply(BigInteger.TEN.pow(18)), quote.priceUsd());
    }

    private static BigInteger moved(Price price, double factor, RoundingMode rounding) {
        return new BigDecimal(price.e18())
                .multiply(BigDecimal.valueOf(factor))
                .setScale(0, rounding)
                .toBigInteger()
                .max(BigInteger.ONE);
    }

    /** Quote units = base units × priceE18 / this. */
    private BigInteger scale() {
        return BigInteger.TEN.pow(18 + pair.base().decimals() - pair.quote().decimals());
    }
}
