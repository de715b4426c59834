package io.evenkeel.market;

/** What moves the price of a token. */
public sealed interface TokenPricing {
    Asset asset();

    /** A token that is the asset: WETH, USDC, a bridged USDC. */
    record Plain(Asset asset) implements TokenPricing {}

    /**
     * A liquid-staking token: {@code price = rate × basis × price of the asset}. The rate is what the protocol redeems
     * and only slashing lowers it; the basis is what the market makes of the promise, and it has been far from 1.
     *
     * @param rate assets one token redeems for, positive: 1 for stETH, more every day for wstETH
     * @param basis shared by all tokens that are redeemed through the same door, such as stETH and wstETH
     */
    record Staked(Asset asset, double rate, RiskFactor.Basis basis) implements TokenPricing {
        public Staked {
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("rate of a staked token must be positive, was " + rate);
            }
        }
    }
}
