package io.evenkeel.margin.perpv2;

import io.evenkeel.chain.NamedValues;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;

/**
 * What the protocol itself makes of an account, to the last digit: every product cut towards zero, 18 decimals turned
 * into the vault's 6 by rounding down.
 *
 * <pre>
 * collateral    = balance + owedRealizedPnl + pendingFee − pendingFunding
 * unrealizedPnl = size × mark + openNotional
 * accountValue  = collateral + unrealizedPnl
 * debt          = |size| × mark of a short, |openNotional| of a long
 * requirement   = mm × |size × mark|
 * free(ratio)   = min(collateral, accountValue) − ratio × debt
 * </pre>
 *
 * Unrealised gains add no buying power; losses take it at once.
 *
 * @param unrealizedPnl USD 1e18
 * @param accountValue USDC 1e6
 * @param marginRequirement USD 1e18: liquidatable when accountValue is less
 * @param freeCollateral USDC 1e6 at the opening ratio; negative: nothing can be opened
 * @param withdrawable USDC 1e6 that withdraw would pay out now
 */
public record PerpV2Totals(
        BigInteger unrealizedPnl,
        BigInteger accountValue,
        BigInteger marginRequirement,
        BigInteger freeCollateral,
        BigInteger withdrawable) {
    static final BigInteger E18 = BigInteger.TEN.pow(18);
    /** USD 1e18 for one smallest unit of USDC. */
    static final BigInteger USD_PER_QUOTE = BigInteger.TEN.pow(12);
    /** Smaller positions, in 1e-18 ETH, read as none. */
    static final BigInteger DUST = BigInteger.TEN;

    public static PerpV2Totals of(PerpV2Account account, PerpV2Market market) {
        BigInteger value = positionValue(account, market);
        BigInteger unrealized = value.add(account.openNotional());
        BigInteger collateral = collateral(account);
        BigInteger accountValue = collateral.add(unrealized);
        BigInteger free = freeAt(market.imRatio(), account, market);
        boolean nothingToTake = accountValue.signum() < 0 || free.signum() <= 0 || collateral.signum() <= 0;
        return new PerpV2Totals(
                unrealized,
                Rounding.divideDown(accountValue, USD_PER_QUOTE),
                partOf(value.abs(), market.mmRatio()),
                Rounding.divideDown(free, USD_PER_QUOTE),
                nothingToTake ? BigInteger.ZERO : Rounding.divideDown(free.min(collateral), USD_PER_QUOTE));
    }

    /** What the protocol itself said, as its gauge read it: {@link #of} comes to the same. */
    public static PerpV2Totals said(NamedValues state) {
        return new PerpV2Totals(
                state.integer("unrealizedPnl"),
                Rounding.divideDown(state.integer("accountValue"), USD_PER_QUOTE),
                state.integer("marginRequirement"),
                state.integer("freeCollateral"),
                state.integer("withdrawable"));
    }

    /** USD 1e18, signed; may be negative. */
    static BigInteger freeAt(int ratioMillionths, PerpV2Account account, PerpV2Market market) {
        BigInteger collateral = collateral(account);
        BigInteger accountValue = collateral.add(positionValue(account, market)).add(account.openNotional());
        return collateral.min(accountValue).subtract(partOf(debt(account, market), ratioMillionths));
    }

    /** USD 1e18: what is in the account before the position's unrealised result. */
    static BigInteger collateral(PerpV2Account account) {
        return account.vaultBalance()
                .multiply(USD_PER_QUOTE)
                .add(account.owedRealizedPnl())
                .add(account.pendingFee())
                .subtract(account.pendingFunding());
    }

    private static BigInteger positionValue(PerpV2Account account, PerpV2Market market) {
        BigInteger size = account.positionSize();
        boolean dust = size.abs().compareTo(DUST) < 0;
        return dust ? BigInteger.ZERO : Rounding.divideToZero(size.multiply(market.markPrice()), E18);
    }

    private static BigInteger debt(PerpV2Account account, PerpV2Market market) {
        BigInteger baseDebt = account.positionSize().min(BigInteger.ZERO);
        BigInteger baseDebtValue = Rounding.divideToZero(baseDebt.multiply(market.markPrice()), E18);
        BigInteger quoteDebt = account.openNotional().min(BigInteger.ZERO);
        return baseDebtValue.add(quoteDebt).abs();
    }

    private static BigInteger partOf(BigInteger value, int ratioMillionths) {
        return Rounding.divideToZero(value.multiply(BigInteger.valueOf(ratioMillionths)), PerpV2Market.MILLION);
    }
}
