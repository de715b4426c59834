package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.ONE;
import static io.evenkeel.margin.perpsv2.Decimals.divide;
import static io.evenkeel.margin.perpsv2.Decimals.multiply;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * The market as it stands, named as the gauge names it, and its funding. 18 decimals.
 *
 * <pre>
 * velocity = clamp(skew / skewScale, ±1) × maxFundingVelocity         parts a day, a day
 * rate     = fundingRate + velocity × days                            parts a day
 * entry    = fundingEntry − (fundingRate + rate) / 2 × days × price   sUSD for one base since the market began
 * </pre>
 *
 * The side that the skew leans to pays: a hedger who is all of the shorts pays.
 *
 * @param price sUSD for one base
 * @param priceInvalid stale, zero or suspended: nothing can be traded and nobody is liquidated
 * @param marketSkew longs less shorts, base
 * @param marketSize longs and shorts, base
 * @param fundingRate,fundingEntry as of fundingRecomputedAt
 * @param fundingRecomputedAt,timestamp seconds
 */
public record PerpsV2Market(
        BigInteger price,
        boolean priceInvalid,
        boolean suspended,
        BigInteger marketSkew,
        BigInteger marketSize,
        BigInteger fundingRate,
        BigInteger fundingEntry,
        long fundingRecomputedAt,
        long timestamp,
        PerpsV2Terms terms) {
    private static final BigInteger DAY_SECONDS = BigInteger.valueOf(86_400);

    public PerpsV2Market {
        if (price.signum() < 0 || timestamp < fundingRecomputedAt) {
            throw new IllegalArgumentException(
                    "price " + price + ", funding of " + fundingRecomputedAt + " read at " + timestamp);
        }
    }

    /** From a gauge's state. */
    public static PerpsV2Market of(NamedValues state) {
        return new PerpsV2Market(
                state.integer("price"),
                state.flag("priceInvalid"),
                state.flag("suspended"),
                state.integer("marketSkew"),
                state.integer("marketSize"),
                state.integer("fundingRate"),
                state.integer("fundingEntry"),
                state.integer("fundingRecomputedAt").longValueExact(),
                state.integer("timestamp").longValueExact(),
                PerpsV2Terms.of(state));
    }

    /** Whether orders are taken and margin is moved now. */
    public boolean canTrade() {
        return !priceInvalid && !suspended;
    }

    /** Parts of the price a day by which the rate changes each day. Positive: more and more from the longs. */
    public BigInteger fundingVelocity() {
        BigInteger lean =
                divide(marketSkew, terms.skewScale()).max(ONE.negate()).min(ONE);
        return multiply(lean, terms.maxFundingVelocity());
    }

    /** Parts of the price a day. Positive: the longs pay. */
    public BigInteger currentFundingRate() {
        return fundingRate.add(multiply(fundingVelocity(), elapsedDays()));
    }

    /** sUSD for one base since the market began, up to now, with what is not yet written down at this price. */
    BigInteger fundingEntryAt(BigInteger atPrice) {
        BigInteger average = divide(fundingRate.add(currentFundingRate()), ONE.multiply(BigInteger.TWO))
                .negate();
        return fundingEntry.add(multiply(multiply(average, elapsedDays()), atPrice));
    }

    PerpsV2Market at(BigInteger otherPrice) {
        return new PerpsV2Market(
                otherPrice,
                priceInvalid,
                suspended,
                marketSkew,
                marketSize,
                fundingRate,
                fundingEntry,
                fundingRecomputedAt,
                timestamp,
                terms);
    }

    /** After one account's size went from one to another: funding is written down first, as every trade does. */
    PerpsV2Market traded(BigInteger from, BigInteger to) {
        return new PerpsV2Market(
                price,
                priceInvalid,
                suspended,
                marketSkew.add(to).subtract(from),
                marketSize.add(to.abs()).subtract(from.abs()),
                currentFundingRate(),
                fundingEntryAt(price),
                timestamp,
                timestamp,
                terms);
    }

    private BigInteger elapsedDays() {
        return divide(BigInteger.valueOf(timestamp - fundingRecomputedAt), DAY_SECONDS);
    }
}
