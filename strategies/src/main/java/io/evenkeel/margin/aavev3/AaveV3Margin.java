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
 * Rounded against us. Aave cuts the weighted average of two thresholds to whole basis points, so where both assets
 * back the loan one basis point is taken off each; and one smallest unit of quote is kept back for its other roundings.
 */
record AaveV3Margin(Pair pair, AaveAsset base, AaveAsset quote) {
    /** More than there is of any token: no addition of it helps. */
    static final BigInteger NEVER_ENOUGH = BigInteger.ONE.shiftLeft(127);

    private static final BigInteger BPS = AaveV3Totals.BPS;

    /** The two parts of a value at threshold bps that does or does not depend on price, bps times smallest units. */
    private record Thresholds(int baseBps, int quoteBps) {}

    /** The last price upwards at which the loan is surely safe; empty when no rise endangers it. */
    Optional<Price> highestSafePrice() {
        BigInteger short_ = baseShortfall(liquidation());
        if (short_.signum() <= 0) {
            return Optional.empty();
        }
        BigInteger price = Rounding.divideDown(quoteExcess(liquidation()).multiply(scale()), short_);
        return Optional.of(new Price(pair.base(), pair.quote(), price.max(BigInteger.ONE)));
    }

    /** The last price downwards at which the loan is surely safe; empty when no fall endangers it. */
    Optional<Price> lowestSafePrice() {
        BigInteger excess = quoteExcess(liquidation());
        if (excess.signum() >= 0 || !hasDebt()) {
            return Optional.empty();
        }
        BigInteger long_ = baseShortfall(liquidation()).negate();
        if (long_.signum() <= 0) {
            // no price saves it
            return Optional.of(new Price(pair.base(), pair.quote(), NEVER_ENOUGH));
        }
        BigInteger price = Rounding.divideUp(excess.negate().multiply(scale()), long_);
        return Optional.of(new Price(pair.base(), pair.quote(), price));
    }

    /**
     * Collateral that makes the loan survive both a rise and a fall by the shock from this price, and meet Aave's
     * opening requirement at Aave's own price. Negative: so much may be taken out.
     */
    TokenDelta collateralNeeded(Token collateral, Price price, double shockFraction) {
        if (!(shockFraction >= 0 && shockFraction < 1)) {
            throw new IllegalArgumentException("shock must be a fraction from 0 to below 1, was " + shockFraction);
        }
        BigInteger supplied = collateral.equals(pair.base()) ? base.supplied() : quote.supplied();
        if (!hasDebt()) {
            return new TokenDelta(collateral, supplied.negate());
        }
        BigInteger needed = needed(collateral, liquidation(), moved(price, 1 + shockFraction, RoundingMode.CEILING))
                .max(needed(collateral, liquidation(), moved(price, 1 - shockFraction, RoundingMode.FLOOR)))
                .max(needed(collateral, opening(), ownPrice()));
        return new TokenDelta(collateral, needed.max(supplied.negate()));
    }

    /** Collateral that may go now with Aave still content to open this loan. */
    BigInteger removable(Token collateral) {
        AaveAsset asset = collateral.equals(pair.base()) ? base : quote;
        BigInteger spare = hasDebt() ? needed(collateral, opening(), ownPrice()).negate() : asset.supplied();
        BigInteger counted = asset.usageAsCollateral() ? spare : asset.supplied();
        return counted.min(asset.supplied()).min(asset.availableLiquidity()).max(BigInteger.ZERO);
    }

    private BigInteger needed(Token collateral, Thresholds at, BigInteger priceE18) {
        BigInteger lacking =
                Rounding.divideUp(baseShortfall(at).multiply(priceE18), scale()).subtract(quoteExcess(at));
        boolean inBase = collateral.equals(pair.base());
        int bps = inBase ? at.baseBps() : at.quoteBps();
        if (bps <= 0) {
            return lacking.signum() > 0 ? NEVER_ENOUGH : BigInteger.ZERO;
        }
        BigInteger perUnit = BigInteger.valueOf(bps);
        return inBase
                ? Rounding.divideUp(lacking.multiply(scale()), perUnit.multiply(priceE18))
                : Rounding.divideUp(lacking, perUnit);
    }

    /** bps × base units: base owed beyond what base backs. Grows in value as the price rises. */
    private BigInteger baseShortfall(Thresholds at) {
        return base.debt().multiply(BPS).subtract(base.supplied().multiply(BigInteger.valueOf(at.baseBps())));
    }

    /** bps × quote units: what quote backs beyond quote owed, less the unit kept back. */
    private BigInteger quoteExcess(Thresholds at) {
        return quote.supplied()
                .multiply(BigInteger.valueOf(at.quoteBps()))
                .subtract(quote.debt().add(BigInteger.ONE).multiply(BPS));
    }

    private Thresholds liquidation() {
        return thresholds(base.liquidationThresholdBps(), quote.liquidationThresholdBps());
    }

    private Thresholds opening() {
        return thresholds(base.ltvBps(), quote.ltvBps());
    }

    private Thresholds thresholds(int baseBps, int quoteBps) {
        boolean mixed = baseBps != quoteBps && base.counts() && quote.counts();
        int cut = mixed ? 1 : 0;
        return new Thresholds(
                base.counts() ? Math.max(0, baseBps - cut) : 0, quote.counts() ? Math.max(0, quoteBps - cut) : 0);
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
