package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Market;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.margin.perpv2.PerpV2Totals;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.vectors.GaugeVector.Fields;
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

        assertThat(position(state).totals()).isEqualTo(PerpV2Totals.said(state));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        vector.assertCountsAsTheGauge(position(vector.state()));
    }

    static PerpV2Position position(Fields state) {
        return new PerpV2Position(
                new VenueId(CHAIN, "perp-v2:ETH"),
                PAIR,
                GaugeVector.ANY_CAPS,
                VenueCondition.OPEN,
                PerpV2Account.of(state),
                PerpV2Market.of(state));
    }
}
