package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.market.RangePosition;
import io.evenkeel.market.uniswapv3.RangeAmounts;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UniswapV3RangeVectorTest {
    static List<GaugeVector> vectors() {
        return GaugeVector.in("uniswap-v3-range.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rangesHoldWhatTheGaugeSaysToTheLastDigit(GaugeVector vector) {
        Price price = vector.price();

        RangeAmounts held = RangeAmounts.allAt(ranges(vector.state()), price);

        assertThat(held.base().units()).isEqualTo(vector.totals().integer("delta"));
        assertThat(held.valueDown(price).units()).isEqualTo(vector.totals().integer("oracleNav"));
        assertThat(held.valueDown(price).units()).isEqualTo(vector.totals().integer("protocolEquity"));
        assertThat(vector.totals().integer("maintenance")).isZero();
    }

    private static List<RangePosition> ranges(Fields state) {
        boolean baseIsToken0 = state.flag("baseIsToken0");
        List<RangePosition> ranges = new ArrayList<>();
        for (Fields position : state.list("positions")) {
            ranges.add(new RangePosition(
                    position.integer("tokenId"),
                    position.small("tickLower"),
                    position.small("tickUpper"),
                    position.integer("liquidity"),
                    baseIsToken0,
                    new TokenAmount(WETH, position.integer(baseIsToken0 ? "tokensOwed0" : "tokensOwed1")),
                    new TokenAmount(USDC, position.integer(baseIsToken0 ? "tokensOwed1" : "tokensOwed0"))));
        }
        return ranges;
    }
}
