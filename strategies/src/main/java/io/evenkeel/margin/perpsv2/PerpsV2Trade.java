package io.evenkeel.margin.perpsv2;

import static io.evenkeel.margin.perpsv2.Decimals.ONE;
import static io.evenkeel.margin.perpsv2.Decimals.divide;
import static io.evenkeel.margin.perpsv2.Decimals.multiply;
import static io.evenkeel.margin.perpsv2.Decimals.sameSide;

import java.math.BigInteger;
import java.util.Optional;

/**
 * One trade at the market's price: what it is filled at, what it costs, what the account is after it, or why not.
 *
 * <pre>
 * fill price = mean of price × (1 + skew / skewScale) before and after
 * fee        = |size × fill price| × takerFee where the skew grows, × makerFee where it shrinks
 * </pre>
 *
 * A trade that brings the skew nearer to zero is filled better than the price.
 *
 * @param fillPrice sUSD 1e18 for one base
 * @param fee sUSD 1e18; nothing of the fixed sum for whoever fills the order
 */
record PerpsV2Trade(BigInteger size, BigInteger fillPrice, BigInteger fee) {
    private static final BigInteger TWO = ONE.multiply(BigInteger.TWO);
    /** What the leverage may be over its limit, for rounding. */
    private static final BigInteger LEVERAGE_TOLERANCE = ONE.divide(BigInteger.valueOf(100));

    /** Why the protocol would not fill a trade. */
    enum Refusal {
        LIQUIDATABLE,
        MARKET_TOO_LARGE,
        LEVERAGE_TOO_HIGH,
        MARGIN_TOO_LOW,
        NOTHING_TO_DO
    }

    /** @param size 1e18 base; negative sells */
    static PerpsV2Trade of(BigInteger size, PerpsV2Market market) {
        BigInteger fill = fillPrice(size, market);
        return new PerpsV2Trade(size, fill, fee(size, fill, market));
    }

    /** The account after the trade, its margin, price and funding written down as of now. */
    PerpsV2Account apply(PerpsV2Account account, PerpsV2Market market) {
        return new PerpsV2Account(
                account.size().add(size),
                marginAfter(account, market),
                fillPrice,
                market.fundingEntryAt(market.price()),
                account.idleSusd(),
                account.flagged(),
                Optional.empty());
    }

    /** sUSD 1e18: what remains at the fill price, less the fee. Negative: the trade is refused. */
    BigInteger marginAfter(PerpsV2Account account, PerpsV2Market market) {
        return PerpsV2Totals.unbounded(account, market.at(fillPrice)).subtract(fee);
    }

    /** In the order in which the protocol looks. */
    Optional<Refusal> refusal(PerpsV2Account account, PerpsV2Market market) {
        if (size.signum() == 0) {
            return Optional.of(Refusal.NOTHING_TO_DO);
        }
        if (PerpsV2Totals.of(account, market).isLiquidatable()) {
            return Optional.of(Refusal.LIQUIDATABLE);
        }
        BigInteger margin = marginAfter(account, market);
        if (margin.signum() < 0) {
            return Optional.of(Refusal.MARGIN_TOO_LOW);
        }
        BigInteger from = account.size();
        BigInteger to = from.add(size);
        if (from.signum() != 0 && margin.compareTo(PerpsV2Totals.liquidationMargin(from, market.at(fillPrice))) <= 0) {
            return Optional.of(Refusal.LIQUIDATABLE);
        }
        BigInteger withFee = margin.add(fee);
        if (!isReduction(from, to) && withFee.compareTo(market.terms().minInitialMargin()) < 0) {
            return Optional.of(Refusal.MARGIN_TOO_LOW);
        }
        BigInteger liquidation =
                PerpsV2Totals.liquidationMargin(to, market).add(PerpsV2Totals.liquidationPremium(to, market));
        if (margin.compareTo(liquidation) <= 0) {
            return Optional.of(Refusal.LIQUIDATABLE);
        }
        BigInteger leverage = divide(multiply(to, fillPrice), withFee).abs();
        if (leverage.compareTo(market.terms().maxLeverage().add(LEVERAGE_TOLERANCE)) > 0) {
            return Optional.of(Refusal.LEVERAGE_TOO_HIGH);
        }
        return isTooLarge(from, to, market) ? Optional.of(Refusal.MARKET_TOO_LARGE) : Optional.empty();
    }

    static BigInteger fillPrice(BigInteger size, PerpsV2Market market) {
        BigInteger scale = market.terms().skewScale();
        BigInteger before = multiply(market.price(), divide(market.marketSkew(), scale));
        BigInteger after = multiply(market.price(), divide(market.marketSkew().add(size), scale));
        return divide(market.price().multiply(BigInteger.TWO).add(before).add(after), TWO);
    }

    private static BigInteger fee(BigInteger size, BigInteger fillPrice, PerpsV2Market market) {
        PerpsV2Terms terms = market.terms();
        BigInteger skew = market.marketSkew();
        BigInteger after = skew.add(size);
        BigInteger notional = multiply(size, fillPrice);
        if (sameSide(after, skew)) {
            return multiply(notional, sameSide(notional, skew) ? terms.takerFee() : terms.makerFee())
                    .abs();
        }
        // over zero: the part of it on the new side takes, the rest makes
        BigInteger takes = divide(after, size).abs();
        BigInteger makes = ONE.subtract(takes);
        return multiply(multiply(notional.abs(), takes), terms.takerFee())
                .add(multiply(multiply(notional.abs(), makes), terms.makerFee()));
    }

    static boolean isReduction(BigInteger from, BigInteger to) {
        return sameSide(from, to) && to.abs().compareTo(from.abs()) < 0;
    }

    /** Whether this side of the market would be larger than it may be; shrinking is always allowed. */
    private static boolean isTooLarge(BigInteger from, BigInteger to, PerpsV2Market market) {
        if (sameSide(from, to) && to.abs().compareTo(from.abs()) <= 0) {
            return false;
        }
        BigInteger skew = market.marketSkew().subtract(from).add(to);
        BigInteger size = market.marketSize().subtract(from.abs()).add(to.abs());
        BigInteger twiceTheSide = to.signum() > 0 ? size.add(skew) : size.subtract(skew);
        return market.terms()
                        .maxMarketSize()
                        .compareTo(twiceTheSide.divide(BigInteger.TWO).abs())
                < 0;
    }
}
