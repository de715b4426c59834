package io.evenkeel.market.uniswapv3;

import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SwapPoolTest {
    @Test
    void aFullRangePoolIsAConstantProduct() {
        // 1000 WETH and 2,000,000 USDC: L = sqrt(1000e18 × 2e12)
        SwapPool pool = pool(new BigInteger("44721359549995793"), 3000, true);

        assertThat(pool.price()).isCloseTo(2000, within(1e-6));
        // x y = k: selling 10 gives 2e6 × 10 / 1010 without fee
        assertThat(pool.quoteFor(-10)).isCloseTo(2e7 / 1010, within(1e-4));
        assertThat(pool.quoteFor(10)).isCloseTo(-2e7 / 990, within(1e-4));
        // 0.3 % of what goes in stays behind
        assertThat(pool.quoteForAfterFee(-10)).isCloseTo(2e6 * 9.97 / 1009.97, within(1e-4));
        assertThat(pool.quoteForAfterFee(10)).isCloseTo(-2e7 / 990 / 0.997, within(1e-4));
    }

    @Property
    void whatComesOutGoesBackForTheSameWithoutFee(
            @ForAll @Scale(9) @DoubleRange(min = -900, max = 900) double base, @ForAll boolean baseIsToken0) {
        SwapPool pool = pool(new BigInteger("44721359549995793"), 500, baseIsToken0);

        SwapPool after = pool.afterTrade(base);

        assertThat(after.quoteFor(-base)).isCloseTo(-pool.quoteFor(base), within(1e-3));
        assertThat(after.afterTrade(-base).price()).isCloseTo(pool.price(), Percentage.withPercentage(1e-6));
    }

    @Property
    void tradingTheBaseUntilAPriceTakesThePoolThere(
            @ForAll @Scale(9) @DoubleRange(min = 500, max = 8000) double target, @ForAll boolean baseIsToken0) {
        SwapPool pool = pool(new BigInteger("44721359549995793"), 500, baseIsToken0);

        SwapPool there = pool.afterTrade(pool.baseChangeTo(target));

        assertThat(there.price()).isCloseTo(target, Percentage.withPercentage(1e-6));
        BigInteger atTick = SqrtPrices.atTick(there.tick());
        BigInteger nextTick = SqrtPrices.atTick(there.tick() + 2);
        assertThat(there.sqrtPriceX96()).isBetween(SqrtPrices.atTick(there.tick() - 2), nextTick.max(atTick));
    }

    @Property
    void aLargerTradeIsNeverCheaperPerUnit(
            @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 400) double base, @ForAll boolean selling) {
        SwapPool pool = pool(new BigInteger("44721359549995793"), 500, true);
        double sign = selling ? -1 : 1;

        double once = pool.quoteForAfterFee(sign * base) / base;
        double twice = pool.quoteForAfterFee(sign * base * 2) / (base * 2);

        assertThat(twice).isLessThan(once);
    }

    @Test
    void aPoolCannotGiveWhatItHasNot() {
        SwapPool pool = pool(new BigInteger("44721359549995793"), 500, true);

        assertThat(pool.quoteFor(1000.1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> pool.afterTrade(1000.1)).hasMessageContaining("1000.1");
        SwapPool empty = pool(BigInteger.ZERO, 500, true);
        assertThat(empty.quoteFor(-1)).isZero();
        assertThat(empty.quoteFor(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(empty.baseChangeTo(1000)).isZero();
        assertThat(empty.afterTrade(0)).isEqualTo(empty);
    }

    private static SwapPool pool(BigInteger liquidity, int fee, boolean baseIsToken0) {
        return new SwapPool(
                SqrtPrices.of(price("2000"), baseIsToken0),
                baseIsToken0 ? -200_312 : 200_311,
                liquidity,
                fee,
                baseIsToken0,
                18,
                6);
    }
}
