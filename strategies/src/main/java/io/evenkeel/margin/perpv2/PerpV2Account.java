package io.evenkeel.margin.perpv2;

import io.evenkeel.chain.NamedValues;
import java.math.BigInteger;

/**
 * The account at Perpetual Protocol v2, named as the gauge names it. A taker with one market: an account that is also
 * a maker or sits in other markets is counted differently by the protocol, which the comparison with
 * {@link PerpV2Totals} shows.
 *
 * @param positionSize ETH 1e18; a short is negative
 * @param openNotional USD 1e18; a short's is positive: what it received, fees already off
 * @param vaultBalance USDC 1e6: deposits and settled profit, may be negative
 * @param owedRealizedPnl USD 1e18, profit not yet settled into the balance
 * @param pendingFee USD 1e18, earned by orders
 * @param pendingFunding USD 1e18; the account pays when positive
 */
public record PerpV2Account(
        BigInteger positionSize,
        BigInteger openNotional,
        BigInteger vaultBalance,
        BigInteger owedRealizedPnl,
        BigInteger pendingFee,
        BigInteger pendingFunding) {
    /** From a gauge's state. */
    public static PerpV2Account of(NamedValues state) {
        return new PerpV2Account(
                state.integer("positionSize"),
                state.integer("openNotional"),
                state.integer("vaultBalance"),
                state.integer("owedRealizedPnl"),
                state.integer("pendingFee"),
                state.integer("pendingFunding"));
    }

    /** An account that has never traded. */
    public static PerpV2Account withBalance(BigInteger vaultBalance) {
        BigInteger zero = BigInteger.ZERO;
        return new PerpV2Account(zero, zero, vaultBalance, zero, zero, zero);
    }
}
