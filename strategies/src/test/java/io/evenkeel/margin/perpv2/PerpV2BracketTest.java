package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Price;
import io.evenkeel.units.Rounding;
import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** In whole numbers throughout: where the liquidation price lies, to the unit that the protocol counts in. */
class PerpV2BracketTest {
    private static final PerpV2Position EXAMPLE = at2000().position();

    /**
     * At the price the account is safe. Beyond it by what moves it by two smallest units of USDC it is not: one is kept
     * back, and up to one is lost where the protocol rounds 18 decimals to 6.
     */
    @Property(tries = 1000)
    void safeAtThePriceAndLiquidatableTwoUnitsBeyond(
            @ForAll @LongRange(min = 1_000_000_000L, max = 900_000_000_000_000_000L) long size,
            @ForAll @LongRange(min = 60, max = 4_000) long marginThousandths,
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long funding,
            @ForAll boolean isShort) {
        BigInteger eth = BigInteger.valueOf(size).multiply(BigInteger.valueOf(1_000));
        BigInteger notional = eth.multiply(BigInteger.valueOf(2_000));
        BigInteger balance =
                notional.multiply(BigInteger.valueOf(marginThousandths)).divide(BigInteger.TEN.pow(15));
        PerpV2Account account = new PerpV2Account(
                isShort ? eth.negate() : eth,
                isShort ? notional : notional.negate(),
                balance,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.valueOf(funding));
        PerpV2Margin margin = new PerpV2Margin(EXAMPLE.pair(), EXAMPLE.market());
        Assume.that(isShort || margin.lowestSafePrice(account).isPresent());

        Price level = isShort
                ? margin.highestSafePrice(account)
                : margin.lowestSafePrice(account).orElseThrow();

        BigInteger unitsPerMillionth = eth.multiply(BigInteger.valueOf(1_000_000 + (isShort ? 62_500 : -62_500)));
        BigInteger twoUnits = Rounding.divideUp(
                BigInteger.TWO
                        .multiply(PerpV2Totals.USD_PER_QUOTE)
                        .multiply(PerpV2Totals.E18)
                        .multiply(PerpV2Market.MILLION),
                unitsPerMillionth);
        BigInteger beyond = isShort ? level.e18().add(twoUnits) : level.e18().subtract(twoUnits);
        Assume.that(level.e18().compareTo(BigInteger.ONE) > 0 && beyond.signum() > 0);
        assertThat(liquidatable(account, level.e18())).isFalse();
        assertThat(liquidatable(account, beyond)).isTrue();
    }

    private static boolean liquidatable(PerpV2Account account, BigInteger mark) {
        PerpV2Totals totals = PerpV2Totals.of(account, marked(mark));
        return totals.accountValue().multiply(PerpV2Totals.USD_PER_QUOTE).compareTo(totals.marginRequirement()) < 0;
    }

    private static PerpV2Market marked(BigInteger mark) {
        PerpV2Market market = EXAMPLE.market();
        SwapPool pool = market.pool();
        return new PerpV2Market(
                market.imRatio(),
                market.mmRatio(),
                mark,
                mark,
                mark,
                mark,
                market.maxFundingRate(),
                market.feeRatio(),
                market.maxPriceSpreadRatio(),
                market.maxTickCrossed(),
                pool,
                false,
                true,
                false,
                false,
                false);
    }
}
