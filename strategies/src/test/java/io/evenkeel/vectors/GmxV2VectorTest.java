package io.evenkeel.vectors;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.PAIR;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.chain.VenueId;
import io.evenkeel.margin.gmxv2.GmxV2Position;
import io.evenkeel.margin.gmxv2.GmxV2Short;
import io.evenkeel.market.PendingChange;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.vectors.GaugeVector.Fields;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded on a double of the protocol, which is held to figures measured on the real one. */
class GmxV2VectorTest {
    /** Of our price, in one unit of the protocol's. */
    private static final BigInteger PRICE_SCALE = BigInteger.TEN.pow(6);

    static List<GaugeVector> vectors() {
        return GaugeVector.in("gmx-v2.json");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheProtocolDoesToTheLastDigit(GaugeVector vector) {
        GmxV2Position venue = position(vector.state());
        GmxV2Short held = venue.position();

        assertThat(held.remainingUsd(held.indexPrice(), venue.terms()))
                .isEqualTo(vector.answers().integer("remainingUsd"));
        assertThat(held.isLiquidatable(held.indexPrice(), venue.terms()))
                .isEqualTo(vector.answers().flag("liquidatable"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void weCountAsTheGaugeDoesToTheLastDigit(GaugeVector vector) {
        vector.assertCountsAsTheGauge(position(vector.state()));
    }

    /** One unit of the protocol's price apart: on this side the short stands, on that it is liquidatable. */
    @ParameterizedTest
    @MethodSource("vectors")
    void theLiquidationPriceIsExactToTheUnit(GaugeVector vector) {
        GmxV2Position venue = position(vector.state()).withoutPending();
        GmxV2Short held = venue.position();
        Optional<BigInteger> level = venue.liquidationPriceAbove().map(Price::e18);

        assertThat(level.isPresent()).isEqualTo(held.sizeUsd().signum() != 0);
        assertThat(venue.liquidationPriceBelow()).isEmpty();
        level.ifPresent(highest -> {
            BigInteger safe = highest.divide(PRICE_SCALE);
            BigInteger beyond = highest.add(BigInteger.ONE).divide(PRICE_SCALE);
            assertThat(beyond).as("a unit more is another price").isEqualTo(safe.add(BigInteger.ONE));
            assertThat(held.isLiquidatable(safe, venue.terms())).isFalse();
            assertThat(held.isLiquidatable(beyond, venue.terms())).isTrue();
        });
    }

    /** While an order may still be filled, what it would leave counts wherever that is the worse. */
    @ParameterizedTest
    @MethodSource("vectors")
    void anOrderThatMayBeFilledNeverMakesItSafer(GaugeVector vector) {
        GmxV2Position venue = position(vector.state());
        GmxV2Position without = venue.withoutPending();

        assertThat(venue.maintenance()).isGreaterThanOrEqualTo(without.maintenance());
        assertThat(venue.protocolEquity()).isEqualTo(without.protocolEquity());
        without.liquidationPriceAbove()
                .ifPresent(price ->
                        assertThat(venue.liquidationPriceAbove().orElseThrow()).isLessThanOrEqualTo(price));
        assertThat(venue.condition())
                .isEqualTo(venue.order().isPresent() ? VenueCondition.FROZEN : VenueCondition.OPEN);
        assertThat(venue.pending().filter(PendingChange::fillable).isPresent()).isEqualTo(isPromised(vector.state()));
    }

    private static boolean isPromised(Fields state) {
        return state.integer("orderCount").signum() != 0
                && state.integer("orderSizeUsd").signum() != 0
                && !state.flag("orderFrozen");
    }

    private static GmxV2Position position(Fields state) {
        return GmxV2Position.of(
                new VenueId(CHAIN, "gmx-v2:ETH"), PAIR, GaugeVector.ANY_CAPS, VenueCondition.OPEN, state, "");
    }
}
