package io.evenkeel.oracles.uniswap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.oracles.Given;
import io.evenkeel.units.Price;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TickPriceTest {
    /** The USDC/WETH 0.05 % pool of Ethereum: USDC is token0 there, and tick 201,000 is about 1866 USDC for one ETH. */
    @Test
    void bothTokenOrdersGiveQuoteForOneBase() {
        Price quoteFirst = TickPrice.atTick(201_000, Given.PAIR, false);
        Price baseFirst = TickPrice.atTick(-201_000, Given.PAIR, true);
        assertThat(quoteFirst).isEqualTo(baseFirst);
        assertThat(quoteFirst.asDouble()).isCloseTo(Math.pow(1.0001, -201_000) * 1e12, within(1e-6));
    }

    @Test
    void tickZeroIsOneUnitForOneUnit() {
        assertThat(TickPrice.atTick(0, Given.PAIR, true).e18()).isEqualTo(BigInteger.TEN.pow(30));
    }

    @Test
    void aTickBeyondTheProtocolsIsRefused() {
        assertThatThrownBy(() -> TickPrice.atTick(887_273, Given.PAIR, true)).hasMessageContaining("887273");
    }

    @Test
    void aSquareRootOfOneIsTickZero() {
        BigInteger one = BigInteger.ONE.shiftLeft(96);
        assertThat(TickPrice.atSquareRoot(one, Given.PAIR, true)).isEqualTo(TickPrice.atTick(0, Given.PAIR, true));
        assertThat(TickPrice.atSquareRoot(one, Given.PAIR, false)).isEqualTo(TickPrice.atTick(0, Given.PAIR, false));
    }

    @Property(tries = 200)
    void oneTickIsOneBasisPointAndTheOrderTurnsItAround(@ForAll @IntRange(min = -400_000, max = 0) int tick) {
        Price here = TickPrice.atTick(tick, Given.PAIR, true);
        Price above = TickPrice.atTick(tick + 1, Given.PAIR, true);
        assertThat(above).isGreaterThan(here);
        assertThat(TickPrice.atTick(-tick, Given.PAIR, false)).isEqualTo(here);
    }
}
