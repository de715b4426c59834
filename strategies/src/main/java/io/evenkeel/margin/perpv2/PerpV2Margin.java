package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Market.MILLION;
import static io.evenkeel.margin.perpv2.PerpV2Totals.E18;
import static io.evenkeel.margin.perpv2.PerpV2Totals.USD_PER_QUOTE;

import io.evenkeel.market.Pair;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import io.evenkeel.units.TokenDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** How far an account is from liquidation, and what keeps it there. Rounded against us. */
record PerpV2Margin(Pair pair, PerpV2Market market) {
    /**
     * The last oracle price at which a short is surely not liquidatable. One smallest unit of USDC is kept back for
     * the rounding of the account value.
     */
    Price highestSafePrice(PerpV2Account account) {
        BigInteger mark = Rounding.divideDown(
                headroom(account).multiply(E18).multiply(MILLION),
                account.positionSize().abs().multiply(MILLION.add(maintenance())));
        BigInteger oracle = market.markPrice().compareTo(market.indexPrice()) > 0
                ? Rounding.divideDown(mark.multiply(market.indexPrice()), market.markPrice())
                : mark;
        return new Price(pair.base(), pair.quote(), oracle.max(BigInteger.ONE));
    }

    /** The last oracle price at which a long is surely not liquidatable; empty when it is not at any price. */
    Optional<Price> lowestSafePrice(PerpV2Account account) {
        BigInteger mark = Rounding.divideUp(
                headroom(account).negate().multiply(E18).multiply(MILLION),
                account.positionSize().multiply(MILLION.subtract(maintenance())));
        BigInteger oracle = market.markPrice().compareTo(market.indexPrice()) < 0
                ? Rounding.divideUp(mark.multiply(market.indexPrice()), market.markPrice())
                : mark;
        return oracle.signum() > 0 ? Optional.of(new Price(pair.base(), pair.quote(), oracle)) : Optional.empty();
    }

    /**
     * The larger of what survives the shock and what the opening requirement lacks now. Negative: so much may go.
     *
     * <pre>
     * shocked mark of a short = price × (1 + shock) × max(1, mark / index), of a long × (1 − shock) × min(1, …)
     * after the shock:  collateral + c + openNotional + size × shocked ≥ mm × |size| × shocked
     * now:              min(collateral, accountValue) + c ≥ im × debt
     * </pre>
     */
    TokenDelta collateralNeeded(PerpV2Account account, Price price, double shockFraction) {
        BigInteger shocked = shockedMark(account.positionSize().signum(), price, shockFraction);
        BigInteger size = account.positionSize();
        BigInteger afterShock = headroom(account)
                .add(Rounding.divideDown(size.multiply(shocked), E18))
                .subtract(
                        Rounding.divideUp(size.abs().multiply(shocked).multiply(maintenance()), E18.multiply(MILLION)));
        BigInteger toOpen = PerpV2Totals.freeAt(market.imRatio(), account, market);
        return new TokenDelta(
                pair.quote(), Rounding.divideUp(afterShock.min(toOpen).negate(), USD_PER_QUOTE));
    }

    private BigInteger shockedMark(int side, Price price, double shockFraction) {
        if (!(shockFraction >= 0 && shockFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shock must be at least 0 and finite, was " + shockFraction);
        }
        BigDecimal moved = new BigDecimal(price.e18())
                .multiply(BigDecimal.ONE.add(BigDecimal.valueOf(side <= 0 ? shockFraction : -shockFraction)))
                .max(BigDecimal.ZERO);
        BigInteger mark = market.markPrice();
        BigInteger index = market.indexPrice();
        if (side <= 0) {
            BigInteger up = moved.setScale(0, RoundingMode.CEILING).toBigInteger();
            return mark.compareTo(index) > 0 ? Rounding.divideUp(up.multiply(mark), index) : up;
        }
        BigInteger down = moved.setScale(0, RoundingMode.FLOOR).toBigInteger();
        return mark.compareTo(index) < 0 ? Rounding.divideDown(down.multiply(mark), index) : down;
    }

    private BigInteger headroom(PerpV2Account account) {
        return PerpV2Totals.collateral(account).add(account.openNotional()).subtract(USD_PER_QUOTE);
    }

    private BigInteger maintenance() {
        return BigInteger.valueOf(market.mmRatio());
    }
}
