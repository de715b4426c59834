package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.aavev3.AaveV3Totals;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AaveV3VectorTest {
    static List<GaugeVector> vectors() {
        return GaugeVector.in("aave-v3.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheProtocolDoesToTheLastDigit(GaugeVector vector) {
        Fields state = vector.state();

        assertThat(position(state).totals()).isEqualTo(AaveV3Totals.said(state));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        vector.assertCountsAsTheGauge(position(vector.state()));
    }

    private static AaveV3Position position(Fields state) {
        // what a swap costs is not the gauge's business: any pool will do here
        SwapPool pool = new SwapPool(SqrtPrices.atTick(0), 0, BigInteger.ONE, 500, true, 18, 6);
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                GaugeVector.ANY_CAPS,
                VenueCondition.OPEN,
                AaveAsset.of(state.inner("base")),
                AaveAsset.of(state.inner("quote")),
                pool,
                WETH);
    }
}
