package io.evenkeel.margin.lyra;

import static io.evenkeel.margin.lyra.Fixed.ONE;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Collateral of one sold option against what the protocol asks for it, quote 1e18 times 1e18.
 *
 * @param askedE36 liquidatable with less
 */
record LyraMargin(LyraPosition position, BigInteger hasE36, BigInteger askedE36) {
    /** Of all that can be liquidated, what has least for what is asked; the first where two have alike. */
    static Optional<LyraMargin> worst(LyraAccount account, LyraMarket market, BigInteger spot) {
        LyraMargin worst = null;
        for (LyraPosition position : account.liquidatable()) {
            LyraMargin margin = of(position, market, spot);
            worst = worst == null || margin.isThinnerThan(worst) ? margin : worst;
        }
        return Optional.ofNullable(worst);
    }

    static LyraMargin of(LyraPosition position, LyraMarket market, BigInteger spot) {
        BigInteger unit = position.type().isBackedByBase() ? spot : ONE;
        BigInteger asked = market.collateral().minimum(position, market, spot);
        return new LyraMargin(position, position.collateral().multiply(unit), asked.multiply(unit));
    }

    /** Rounded as the gauge rounds it, so that both take the same. */
    private boolean isThinnerThan(LyraMargin other) {
        return hasE36.multiply(other.askedE36.divide(ONE)).compareTo(other.hasE36.multiply(askedE36.divide(ONE))) < 0;
    }
}
