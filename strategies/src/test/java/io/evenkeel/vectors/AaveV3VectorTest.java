package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveGeneration;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.aavev3.AaveV3Totals;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AaveV3VectorTest {
    private static final BigInteger TEN_ETHER = BigInteger.TEN.pow(19);

    static List<Arguments> vectors() {
        return Stream.of(
                        in("aave-v3.json", AaveGeneration.V3_0),
                        in("aave-v3-e-mode.json", AaveGeneration.V3_0),
                        in("aave-v3-6.json", AaveGeneration.V3_6),
                        in("aave-v3-6-e-mode.json", AaveGeneration.V3_6))
                .flatMap(vectors -> vectors)
                .toList();
    }

    private static Stream<Arguments> in(String file, AaveGeneration generation) {
        return GaugeVector.in(file).stream().map(vector -> Arguments.of(generation, vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheProtocolDoesToTheLastDigit(AaveGeneration generation, GaugeVector vector) {
        Fields state = vector.state();

        assertThat(position(generation, state).totals()).isEqualTo(AaveV3Totals.said(state));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(AaveGeneration generation, GaugeVector vector) {
        vector.assertCountsAsTheGauge(position(generation, vector.state()));
    }

    /** One unit of Aave's own price, 1e-8 USD, lies between the last healthy price and the first liquidatable one. */
    @ParameterizedTest
    @MethodSource("vectors")
    void theLiquidationPriceIsTheLastHealthyOne(AaveGeneration generation, GaugeVector vector) {
        AaveV3Position position = position(generation, vector.state());
        BigInteger shortBase = position.base().debt().subtract(position.base().supplied());
        if (liquidatable(position, position.base().priceUsd()) || shortBase.compareTo(TEN_ETHER) < 0) {
            return;
        }
        BigInteger last = position.liquidationPriceAbove()
                .orElseThrow()
                .e18()
                .multiply(position.quote().priceUsd())
                .divide(BigInteger.TEN.pow(18));

        assertThat(liquidatable(position, last)).isFalse();
        // v3.0 cuts the average of two thresholds: which price that happens at is known to a basis point of what backs
        BigInteger beyond =
                generation == AaveGeneration.V3_0 && position.base().supplied().signum() > 0
                        ? last.divide(BigInteger.valueOf(1_000))
                        : BigInteger.ONE;
        assertThat(liquidatable(position, last.add(beyond))).isTrue();
    }

    private static boolean liquidatable(AaveV3Position position, BigInteger basePriceUsd) {
        AaveAsset base = position.base().pricedAt(basePriceUsd);
        return AaveV3Totals.of(position.generation(), position.pair(), base, position.quote())
                        .healthFactor()
                        .compareTo(BigInteger.TEN.pow(18))
                < 0;
    }

    private static AaveV3Position position(AaveGeneration generation, Fields state) {
        // what a swap costs is not the gauge's business: any pool will do here
        SwapPool pool = new SwapPool(SqrtPrices.atTick(0), 0, BigInteger.ONE, 500, true, 18, 6);
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                GaugeVector.ANY_CAPS,
                VenueCondition.OPEN,
                generation,
                AaveAsset.of(state.inner("base")),
                AaveAsset.of(state.inner("quote")),
                pool,
                WETH,
                false);
    }
}
