package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.ONE;

import io.evenkeel.units.Rounding;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The account summed up as the gauge sums it up.
 *
 * @param delta base 1e18, rounded down
 * @param protocolEquity,maintenance quote 1e6: of the sold option that has least collateral for what is asked; 0 and 0
 *     where none can be liquidated
 * @param oracleNav quote 1e6, rounded down
 */
public record LyraTotals(BigInteger delta, BigInteger protocolEquity, BigInteger maintenance, BigInteger oracleNav) {
    private static final BigInteger E30 = BigInteger.TEN.pow(30);

    /** @param priceE18 quote for one base, which options are valued at, and margined too while the spot is not believed */
    public static LyraTotals of(LyraAccount account, LyraMarket market, BigInteger priceE18) {
        BigInteger deltaE36 = account.idleBase().multiply(ONE);
        BigInteger valueE36 =
                account.idleQuote().multiply(ONE).add(account.idleBase().multiply(priceE18));
        for (LyraPosition position : account.positions()) {
            deltaE36 = deltaE36.add(deltaE36(position, market, priceE18));
            valueE36 = valueE36.add(valueE36(position, market, priceE18));
        }
        BigInteger spot = market.spot().signum() > 0 ? market.spot() : priceE18;
        BigInteger equity = BigInteger.ZERO;
        BigInteger maintenance = BigInteger.ZERO;
        Optional<LyraMargin> worst = LyraMargin.worst(account, market, spot);
        if (worst.isPresent()) {
            LyraMargin margin = worst.get();
            equity = Rounding.divideDown(margin.hasE36(), E30);
            maintenance = equity.subtract(Rounding.divideDown(margin.hasE36().subtract(margin.askedE36()), E30));
        }
        return new LyraTotals(
                Rounding.divideDown(deltaE36, ONE), equity, maintenance, Rounding.divideDown(valueE36, E30));
    }

    /** Of the option, and of what backs it. */
    private static BigInteger deltaE36(LyraPosition position, LyraMarket market, BigInteger priceE18) {
        if (position.isSettled()) {
            return position.type().isBackedByBase() ? position.baseReturned().multiply(ONE) : BigInteger.ZERO;
        }
        BigInteger option = position.signedAmount()
                .multiply(model(position, market, priceE18, position.volatility())
                        .delta(position.type().isPut()));
        return position.type().isBackedByBase()
                ? option.add(position.collateral().multiply(ONE))
                : option;
    }

    /** No position is worth less than nothing: what it owes beyond its collateral is the pool's loss. */
    private static BigInteger valueE36(LyraPosition position, LyraMarket market, BigInteger priceE18) {
        boolean byBase = position.type().isBackedByBase();
        if (position.isSettled()) {
            return byBase
                    ? position.baseReturned().multiply(priceE18)
                    : position.quoteReturned().multiply(ONE);
        }
        BigInteger option = position.amount()
                .multiply(model(position, market, priceE18, position.volatilityAgainstUs())
                        .price(position.type().isPut()));
        return position.type().isShort()
                ? position.collateral()
                        .multiply(byBase ? priceE18 : ONE)
                        .subtract(option)
                        .max(BigInteger.ZERO)
                : option;
    }

    private static LyraBlackScholes model(
            LyraPosition position, LyraMarket market, BigInteger priceE18, BigInteger volatility) {
        return LyraBlackScholes.of(
                market.secondsTo(position.expiry()), volatility, priceE18, position.strike(), market.rate());
    }
}
