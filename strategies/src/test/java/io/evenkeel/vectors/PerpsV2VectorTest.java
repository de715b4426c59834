package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.perpsv2.PerpsV2Account;
import io.evenkeel.margin.perpsv2.PerpsV2Market;
import io.evenkeel.margin.perpsv2.PerpsV2Position;
import io.evenkeel.margin.perpsv2.PerpsV2Totals;
import io.evenkeel.margin.perpsv2.PerpsV2VectorAnswers;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerpsV2VectorTest {
    static List<GaugeVector> vectors() {
        return GaugeVector.in("perps-v2.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheProtocolDoesToTheLastDigit(GaugeVector vector) {
        Fields state = vector.state();

        PerpsV2Totals totals = position(state).totals();

        assertThat(totals.accruedFunding()).isEqualTo(state.integer("accruedFunding"));
        assertThat(totals.remainingMargin()).isEqualTo(state.integer("remainingMargin"));
        assertThat(totals.accessibleMargin()).isEqualTo(state.integer("accessibleMargin"));
        assertThat(totals.isLiquidatable()).isEqualTo(state.flag("liquidatable"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        vector.assertCountsAsTheGauge(position(vector.state()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void fundingFillPriceFeeAndMarginAfterATradeAreTheProtocolsToTheLastDigit(GaugeVector vector) {
        PerpsV2Position position = position(vector.state());
        Fields said = vector.answers();

        assertThat(position.market().fundingVelocity()).isEqualTo(said.integer("currentFundingVelocity"));
        assertThat(position.market().currentFundingRate()).isEqualTo(said.integer("currentFundingRate"));
        PerpsV2VectorAnswers ours = PerpsV2VectorAnswers.of(position, said.integer("trade"));
        assertThat(ours.fillPrice()).isEqualTo(said.integer("fillPrice"));
        assertThat(ours.fee()).isEqualTo(said.integer("orderFee"));
        assertThat(ours.status()).isEqualTo(said.small("status"));
        if (ours.status() == PerpsV2VectorAnswers.FILLED) {
            assertThat(ours.marginAfter()).isEqualTo(said.integer("marginAfter"));
        }
    }

    /** One unit of the price apart: on this side the position stands, on that it is liquidatable. */
    @ParameterizedTest
    @MethodSource("vectors")
    void theLiquidationPriceIsExactToTheUnit(GaugeVector vector) {
        PerpsV2Position position = position(vector.state());
        BigInteger size = position.account().size();
        if (size.signum() == 0 || position.account().order().isPresent()) {
            return;
        }
        boolean isShort = size.signum() < 0;
        BigInteger level = (isShort ? position.liquidationPriceAbove() : position.liquidationPriceBelow())
                .map(Price::e18)
                .orElse(BigInteger.ONE);
        BigInteger beyond = isShort ? level.add(BigInteger.ONE) : level.subtract(BigInteger.ONE);

        if (level.compareTo(BigInteger.ONE) > 0) {
            assertThat(PerpsV2VectorAnswers.isLiquidatableAt(position, level)).isFalse();
            assertThat(PerpsV2VectorAnswers.isLiquidatableAt(position, beyond)).isTrue();
        }
        assertThat(isShort ? position.liquidationPriceBelow() : position.liquidationPriceAbove())
                .isEmpty();
        // the protocol's own is an approximation: its margins are those of the present price
        BigInteger said = vector.answers().integer("liquidationPrice");
        if (!vector.state().flag("liquidatable")) {
            assertThat(level.subtract(said).abs()).isLessThan(said.divide(BigInteger.valueOf(25)));
        }
    }

    private static PerpsV2Position position(Fields state) {
        return new PerpsV2Position(
                new VenueId(CHAIN, "perps-v2:ETH"),
                PAIR,
                GaugeVector.ANY_CAPS,
                VenueCondition.OPEN,
                PerpsV2Account.of(state),
                PerpsV2Market.of(state));
    }
}
