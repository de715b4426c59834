package io.evenkeel.margin.aavev3;

import io.evenkeel.margin.cross.CrossMargin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An account at Aave v3 that supplies and owes several assets behind one health factor. */
public record AaveV3CrossAccount(AaveGeneration generation, List<Holding> holdings) {
    public AaveV3CrossAccount {
        holdings = List.copyOf(holdings);
    }

    /** @param decimals of the asset's token */
    public record Holding(String name, AaveAsset asset, int decimals) {}

    /** What Aave makes of the account, to the last digit. */
    public AaveV3Totals totals() {
        return AaveV3Totals.of(generation, holdings);
    }

    public boolean isLiquidatable() {
        return totals().healthFactor().compareTo(BigInteger.TEN.pow(18)) < 0;
    }

    /**
     * The account as its prices move it, in USD. Where several assets back it one basis point is taken off each of their
     * thresholds, since Aave v3.0 cuts the average of them; and one smallest unit of USD for each asset for the rest.
     */
    public CrossMargin margin() {
        long backing = holdings.stream()
                .filter(holding ->
                        holding.asset().counts() && holding.asset().supplied().signum() > 0)
                .map(holding -> holding.asset().liquidationThresholdBps())
                .distinct()
                .count();
        int cut = backing > 1 ? generation.thresholdCutBps() : 0;
        List<CrossMargin.Leg> legs = new ArrayList<>();
        for (Holding holding : holdings) {
            AaveAsset asset = holding.asset();
            int bps = asset.counts() ? Math.max(0, asset.liquidationThresholdBps() - cut) : 0;
            double supplied = whole(asset.supplied(), holding.decimals()) * bps / 1e4;
            double price = new BigDecimal(asset.priceUsd(), 8).doubleValue();
            legs.add(new CrossMargin.Leg(holding.name(), price, supplied - whole(asset.debt(), holding.decimals())));
        }
        return new CrossMargin(-1e-8 * (holdings.size() + 1), legs);
    }

    private static double whole(BigInteger units, int decimals) {
        return new BigDecimal(units, decimals).doubleValue();
    }
}
