package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Market.MILLION;

import io.evenkeel.margin.cross.CrossMargin;
import io.evenkeel.units.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A taker at Perpetual Protocol v2 in several markets behind one balance of USDC. The protocol adds up, to the last
 * digit:
 *
 * <pre>
 * accountValue = balance + owedRealizedPnl + pendingFee + Σ (size × mark + openNotional − pendingFunding)
 * requirement  = mm × Σ |size × mark|         liquidatable when accountValue is less
 * </pre>
 *
 * @param vaultBalance USDC 1e6
 * @param owedRealizedPnl,pendingFee USD 1e18
 * @param mmRatio millionths; one for all markets
 */
public record PerpV2CrossAccount(
        BigInteger vaultBalance, BigInteger owedRealizedPnl, BigInteger pendingFee, int mmRatio, List<Sleeve> sleeves) {
    public PerpV2CrossAccount {
        sleeves = List.copyOf(sleeves);
    }

    /**
     * One market's position.
     *
     * @param size 1e18 of the market's base; short is negative
     * @param openNotional,pendingFunding,markPrice USD 1e18
     */
    public record Sleeve(
            String market, BigInteger size, BigInteger openNotional, BigInteger pendingFunding, BigInteger markPrice) {
        /** USD 1e18, cut towards zero; dust reads as nothing. */
        BigInteger value() {
            boolean dust = size.abs().compareTo(PerpV2Totals.DUST) < 0;
            return dust ? BigInteger.ZERO : Rounding.divideToZero(size.multiply(markPrice), PerpV2Totals.E18);
        }
    }

    /** USDC 1e6, rounded down. */
    public BigInteger accountValue() {
        BigInteger sum = cash();
        for (Sleeve sleeve : sleeves) {
            sum = sum.add(sleeve.value());
        }
        return Rounding.divideDown(sum, PerpV2Totals.USD_PER_QUOTE);
    }

    /** USD 1e18. */
    public BigInteger marginRequirement() {
        BigInteger sum = BigInteger.ZERO;
        for (Sleeve sleeve : sleeves) {
            sum = sum.add(sleeve.value().abs());
        }
        return Rounding.divideToZero(sum.multiply(BigInteger.valueOf(mmRatio)), MILLION);
    }

    public boolean isLiquidatable() {
        return accountValue().multiply(PerpV2Totals.USD_PER_QUOTE).compareTo(marginRequirement()) < 0;
    }

    /** The account as its prices move it. Whole USD; one smallest unit of USDC is kept back for the rounding. */
    public CrossMargin margin() {
        List<CrossMargin.Leg> legs = new ArrayList<>();
        double maintenance = mmRatio / 1e6;
        for (Sleeve sleeve : sleeves) {
            double size = whole(sleeve.size());
            legs.add(new CrossMargin.Leg(
                    sleeve.market(), whole(sleeve.markPrice()), size - maintenance * Math.abs(size)));
        }
        return new CrossMargin(whole(cash().subtract(PerpV2Totals.USD_PER_QUOTE)), legs);
    }

    /** USD 1e18: all that no price moves. */
    private BigInteger cash() {
        BigInteger sum = vaultBalance
                .multiply(PerpV2Totals.USD_PER_QUOTE)
                .add(owedRealizedPnl)
                .add(pendingFee);
        for (Sleeve sleeve : sleeves) {
            sum = sum.add(sleeve.openNotional()).subtract(sleeve.pendingFunding());
        }
        return sum;
    }

    private static double whole(BigInteger e18) {
        return new BigDecimal(e18, 18).doubleValue();
    }
}
