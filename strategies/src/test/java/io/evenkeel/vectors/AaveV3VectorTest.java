package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.aavev3.AaveAsset;
import io.evenkeel.margin.aavev3.AaveV3Position;
import io.evenkeel.margin.aavev3.AaveV3Totals;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SqrtPrices;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
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

        assertThat(position(state).totals())
                .isEqualTo(new AaveV3Totals(
                        state.integer("totalCollateralUsd"),
                        state.integer("totalDebtUsd"),
                        state.integer("availableBorrowsUsd"),
                        state.integer("liquidationThresholdBps"),
                        state.integer("ltvBps"),
                        state.integer("healthFactor")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        AaveV3Position position = position(vector.state());
        Fields totals = vector.totals();

        assertThat(position.delta().units()).isEqualTo(totals.integer("delta"));
        assertThat(position.protocolEquity().units()).isEqualTo(totals.integer("protocolEquity"));
        assertThat(position.maintenance().units()).isEqualTo(totals.integer("maintenance"));
        assertThat(position.oracleNav(new Price(WETH, USDC, vector.priceE18())).units())
                .isEqualTo(totals.integer("oracleNav"));
    }

    private static AaveV3Position position(Fields state) {
        // what a swap costs is not the gauge's business: any pool will do here
        SwapPool pool = new SwapPool(SqrtPrices.atTick(0), 0, BigInteger.ONE, 500, true, 18, 6);
        return new AaveV3Position(
                new VenueId(CHAIN, "aave-v3:WETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                AaveAsset.of(state.inner("base")),
                AaveAsset.of(state.inner("quote")),
                pool,
                WETH);
    }
}
