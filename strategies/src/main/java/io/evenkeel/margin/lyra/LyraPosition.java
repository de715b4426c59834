package io.evenkeel.margin.lyra;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * One option position, named as the gauge names it. 18 decimals, Unix seconds.
 *
 * @param collateral base where base backs it, otherwise quote; 0 where bought
 * @param boardIv,skew what the market trades at is their product
 * @param averageIv,averageSkew over the time that the protocol itself looks back when it closes by force
 * @param priceAtExpiry at which the board was settled; 0 until then
 * @param baseReturnedRatio of each call that base backs, once settled
 */
public record LyraPosition(
        BigInteger positionId,
        BigInteger strikeId,
        BigInteger boardId,
        LyraType type,
        BigInteger amount,
        BigInteger collateral,
        BigInteger strike,
        long expiry,
        BigInteger boardIv,
        BigInteger skew,
        BigInteger averageIv,
        BigInteger averageSkew,
        BigInteger priceAtExpiry,
        BigInteger baseReturnedRatio) {

    /** From a gauge's state. */
    public static LyraPosition of(NamedValues state) {
        return new LyraPosition(
                state.integer("positionId"),
                state.integer("strikeId"),
                state.integer("boardId"),
                LyraType.of(state.small("optionType")),
                state.integer("amount"),
                state.integer("collateral"),
                state.integer("strike"),
                state.integer("expiry").longValueExact(),
                state.integer("boardIv"),
                state.integer("skew"),
                state.integer("averageIv"),
                state.integer("averageSkew"),
                state.integer("priceAtExpiry"),
                state.integer("baseReturnedRatio"));
    }

    public boolean isSettled() {
        return priceAtExpiry.signum() != 0;
    }

    /** Whether there is a price at which its collateral would not do. */
    public boolean canBeLiquidated() {
        return type.isShort() && !isSettled() && !isCovered();
    }

    /** A call that is backed by as much base as it is on. */
    boolean isCovered() {
        return type.isBackedByBase() && collateral.compareTo(amount) >= 0;
    }

    /** What the market trades it at, 1e18. */
    public BigInteger volatility() {
        return Fixed.times(boardIv, skew);
    }

    /** What it is valued at: the lower of traded and averaged where bought, the higher where sold. */
    BigInteger volatilityAgainstUs() {
        BigInteger averaged = Fixed.times(averageIv, averageSkew);
        return type.isShort() ? volatility().max(averaged) : volatility().min(averaged);
    }

    /** Contracts, those sold negative. */
    public BigInteger signedAmount() {
        return type.isShort() ? amount.negate() : amount;
    }

    /** Base 1e18 that comes back of what backs it once it is settled. */
    BigInteger baseReturned() {
        return collateral.subtract(Fixed.times(baseReturnedRatio, amount)).max(BigInteger.ZERO);
    }

    /** Quote 1e18 that is paid out once it is settled, where base does not back it. */
    BigInteger quoteReturned() {
        BigInteger apart = type.isPut() ? strike.subtract(priceAtExpiry) : priceAtExpiry.subtract(strike);
        BigInteger payoff = Fixed.times(apart.max(BigInteger.ZERO), amount);
        return type.isShort() ? collateral.subtract(payoff).max(BigInteger.ZERO) : payoff;
    }

    LyraPosition withCollateral(BigInteger changed) {
        return new LyraPosition(
                positionId,
                strikeId,
                boardId,
                type,
                amount,
                changed,
                strike,
                expiry,
                boardIv,
                skew,
                averageIv,
                averageSkew,
                priceAtExpiry,
                baseReturnedRatio);
    }
}
