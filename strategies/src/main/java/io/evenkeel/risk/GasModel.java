package io.evenkeel.risk;

import io.evenkeel.market.MarketSnapshot;

/**
 * Model: what gas is worth in quote. The base token is taken for the chain's own coin, wrapped: WETH pays for gas.
 *
 * @param quotePerGas whole quote token for one unit of gas
 */
public record GasModel(double quotePerGas) {
    public static GasModel of(MarketSnapshot snapshot, CostLimits limits) {
        double weiPerGas = snapshot.baseFee().plus(limits.priorityFee()).wei().doubleValue();
        return new GasModel(weiPerGas * 1e-18 * snapshot.price().best().asDouble());
    }

    public double quote(long gas) {
        return gas * quotePerGas;
    }
}
