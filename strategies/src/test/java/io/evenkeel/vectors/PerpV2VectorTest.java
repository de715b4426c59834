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
        return new PerpV2Position(
                new VenueId(CHAIN, "perp-v2:ETH"),
                PAIR,
                new VenueCaps(Bps.WHOLE, Bps.WHOLE),
                VenueCondition.OPEN,
                PerpV2Account.of(state),
                PerpV2Market.of(state));
    }
}
