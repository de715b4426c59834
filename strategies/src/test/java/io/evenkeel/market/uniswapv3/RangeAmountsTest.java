package io.evenkeel.market.uniswapv3;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.RangePosition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class RangeAmountsTest {
    /** With 18 and 6 decimals a price of 2000 lies at this tick when WETH is token0, at its negative when token1. */
    private static final int TICK_OF_2000 = -200_311;

    private static final BigInteger LIQUIDITY = new BigInteger("50000000000000000");

    @Test
    void aboveTheRangeItIsAllQuoteAndBelowItAllBase() {
        RangePosition range = range(TICK_OF_2000 - 2000, TICK_OF_2000 + 2000, true);

        RangeAmounts above = RangeAmounts.at(range, price("3000"));
        RangeAmounts below = RangeAmounts.at(range, price("1000"));

        assertThat(above.base().isZero()).isTrue();
        assertThat(below.quote().isZero()).isTrue();
        assertThat(RangeAmounts.at(range, price("9000"))).isEqualTo(above);
        assertThat(RangeAmounts.at(range, price("100"))).isEqualTo(below);
        assertThat(RangeAmounts.gamma(range, price("3000"))).isZero();
        assertThat(RangeAmounts.gamma(range, price("1000"))).isZero();
    }

    @Test
    void feesOwedAreHeldToo() {
        RangePosition bare = range(TICK_OF_2000 - 2000, TICK_OF_2000 + 2000, true);
        RangePosition withFees = new RangePosition(
                bare.id(),
                bare.tickLower(),
                bare.tickUpper(),
                bare.liquidity(),
                true,
                TokenAmount.of(WETH, "0.25"),
                TokenAmount.of(USDC, "17"));

        RangeAmounts without = RangeAmounts.at(bare, price("2000"));
        RangeAmounts with = RangeAmounts.at(withFees, price("2000"));

        assertThat(with.base().minus(without.base())).isEqualTo(TokenAmount.of(WETH, "0.25"));
        assertThat(with.quote().minus(without.quote())).isEqualTo(TokenAmount.of(USDC, "17"));
    }

    @Test
    void theOrderOfTheTokensMakesNoDifference() {
        RangePosition straight = range(TICK_OF_2000 - 2000, TICK_OF_2000 + 2000, true);
        RangePosition mirrored = range(-TICK_OF_2000 - 2000, -TICK_OF_2000 + 2000, false);

        RangeAmounts one = RangeAmounts.at(straight, price("2000"));
        RangeAmounts other = RangeAmounts.at(mirrored, price("2000"));

        assertThat(one.base().wholeAsDouble()).isCloseTo(other.base().wholeAsDouble(), within(1e-9));
        assertThat(one.quote().wholeAsDouble()).isCloseTo(other.quote().wholeAsDouble(), within(1e-5));
    }

    /** Delta is dV/dP and gamma is d(delta)/dP, by central differences of the amounts themselves. */
    @Property(tries = 300)
    void deltaAndGammaAreTheDerivativesOfValue(
            @ForAll @Scale(9) @DoubleRange(min = 1000, max = 4000) double at,
            @ForAll @IntRange(min = 60, max = 8000) int below,
            @ForAll @IntRange(min = 60, max = 8000) int above,
            @ForAll boolean baseIsToken0) {
        RangePosition range = baseIsToken0
                ? range(TICK_OF_2000 - below, TICK_OF_2000 + above, true)
                : range(-TICK_OF_2000 - above, -TICK_OF_2000 + below, false);
        double step = at * 1e-4;
        Price here = Price.ofModel(WETH, USDC, at);
        Assume.that(!straddlesAnEnd(range, at, step));

        double up = value(range, at + step);
        double middle = value(range, at);
        double down = value(range, at - step);
        double delta = RangeAmounts.at(range, here).base().wholeAsDouble();
        double gamma = RangeAmounts.gamma(range, here);

        assertThat((up - down) / (2 * step)).isCloseTo(delta, within(1e-4 + delta * 1e-6));
        assertThat((up - 2 * middle + down) / (step * step)).isCloseTo(gamma, within(1e-3 + Math.abs(gamma) * 2e-2));
    }

    private static boolean straddlesAnEnd(RangePosition range, double at, double step) {
        return RangeAmounts.gamma(range, Price.ofModel(WETH, USDC, at - step))
                == 0
                != (RangeAmounts.gamma(range, Price.ofModel(WETH, USDC, at + step)) == 0);
    }

    private static double value(RangePosition range, double at) {
        RangeAmounts held = RangeAmounts.at(range, Price.ofModel(WETH, USDC, at));
        return held.base().wholeAsDouble() * at + held.quote().wholeAsDouble();
    }

    private static RangePosition range(int lower, int upper, boolean baseIsToken0) {
        return new RangePosition(
                BigInteger.ONE, lower, upper, LIQUIDITY, baseIsToken0, TokenAmount.zero(WETH), TokenAmount.zero(USDC));
    }
}
