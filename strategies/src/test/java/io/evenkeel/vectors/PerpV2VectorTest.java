package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.margin.perpv2.PerpV2Totals;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.market.uniswapv3.SwapPool;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerpV2VectorTest {
    static List<GaugeVector> vectors() {
        return GaugeVector.in("perp-v2.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheProtocolDoesToTheLastDigit(GaugeVector vector) {
        Fields state = vector.state();

        PerpV2Totals totals = position(state).totals();

        assertThat(totals)
                .isEqualTo(new PerpV2Totals(
                        state.integer("unrealizedPnl"),
                        state.integer("accountValue").divide(BigInteger.TEN.pow(12)),
                        state.integer("marginRequirement"),
                        state.integer("freeCollateral"),
                        state.integer("withdrawable")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        PerpV2Position position = position(vector.state());
        Fields totals = vector.totals();

        assertThat(position.delta().units()).isEqualTo(totals.integer("delta"));
        assertThat(position.protocolEquity().units()).isEqualTo(totals.integer("protocolEquity"));
        assertThat(position.maintenance().units()).isEqualTo(totals.integer("maintenance"));
        assertThat(position.oracleNav(new Price(WETH, USDC, vector.priceE18())).units())
                .isEqualTo(totals.integer("oracleNav"));
    }

    static PerpV2Position position(Fields state) {
        PerpV2Account account = new PerpV2Account(
                state.integer("positionSize"),
                state.integer("openNotional"),
                state.integer("vaultBalance"),
                state.integer("owedRealizedPnl"),
                state.integer("pendingFee"),
                state.integer("pendingFunding"));
        SwapPool pool = new SwapPool(
                state.integer("sqrtPriceX96"),
                state.small("tick"),
                state.integer("liquidity"),
                state.small("uniswapFeeRatio"),
                true,
                18,
                18);
        PerpV2Market market = new PerpV2Market(
                state.small("imRatio"),
                state.small("mmRatio"),
                state.integer("markPrice"),
                state.integer("indexPrice"),
                state.integer("marketTwap"),
                state.integer("indexTwap"),
                state.small("maxFundingRate"),
                state.small("feeRatio"),
                state.small("maxPriceSpreadRatio"),
                state.small("maxTickCrossed"),
                pool,
                state.flag("hasOrder"),
                state.flag("baseTokenOpen"),
                state.flag("baseTokenClosed"),
                state.flag("clearingHousePaused"),
                state.flag("vaultPaused"));
        return new PerpV2Position(
                new VenueId(CHAIN, "perp-v2:ETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                account,
                market);
    }
}
