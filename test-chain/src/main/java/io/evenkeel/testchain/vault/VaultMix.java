package io.evenkeel.testchain.vault;

/**
 * What a vault is filled with, in US dollars at the oracle price.
 *
 * @param totalUsd value of everything
 * @param baseShare part held as WETH
 * @param rangeShare part in one WETH/USDC range of Uniswap v3; the rest is idle USDC
 * @param rangeHalfWidth the range reaches from price × (1 - this) to price × (1 + this)
 */
public record VaultMix(double totalUsd, double baseShare, double rangeShare, double rangeHalfWidth) {
    /** 50 % WETH, 30 % in a range of ±20 %, 20 % USDC. */
    public static final VaultMix OF_THE_SCENARIOS = new VaultMix(2_000_000, 0.5, 0.3, 0.2);

    public VaultMix {
        if (!(totalUsd > 0) || baseShare < 0 || rangeShare < 0 || baseShare + rangeShare > 1) {
            throw new IllegalArgumentException("shares must be parts of one: " + baseShare + " and " + rangeShare);
        }
        if (!(rangeHalfWidth > 0 && rangeHalfWidth < 1)) {
            throw new IllegalArgumentException("a range's half-width is between 0 and 1, was " + rangeHalfWidth);
        }
    }

    double quoteShare() {
        return 1 - baseShare - rangeShare;
    }

    /**
     * WETH and USDC that a range of this value holds while the pool stands at its middle price.
     * x = L (1/√P − 1/√Pb), y = L (√P − √Pa), value = x P + y (Uniswap v3 white paper, 6.2).
     */
    RangeAmounts rangeAmounts(double usdPerEth) {
        double root = Math.sqrt(usdPerEth);
        double lower = Math.sqrt(usdPerEth * (1 - rangeHalfWidth));
        double upper = Math.sqrt(usdPerEth * (1 + rangeHalfWidth));
        double basePerLiquidity = 1 / root - 1 / upper;
        double quotePerLiquidity = root - lower;
        double liquidity = totalUsd * rangeShare / (basePerLiquidity * usdPerEth + quotePerLiquidity);
        return new RangeAmounts(liquidity * basePerLiquidity, liquidity * quotePerLiquidity);
    }

    /** Whole tokens. */
    record RangeAmounts(double base, double quote) {}
}
