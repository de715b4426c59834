package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PerpV2LiquidationTest {
    @Test
    void aShortOfTenWithTenThousandGoesAtTheFormulasPrice() {
        PerpV2Position position =
                at2000().holding("-10", "20000").deposited("10000").position();

        // (10000 + 20000) / (10 × 1.0625)
        assertThat(position.liquidationPriceAbove().orElseThrow().asDouble()).isCloseTo(2823.529411, within(1e-6));
        assertThat(position.liquidationPriceBelow()).isEmpty();
    }

    @Test
    void aLongOfTenWithFiveThousandGoesWhenThePriceFalls() {
        PerpV2Position position =
                at2000().holding("10", "-20000").deposited("5000").position();

        // −(5000 − 20000) / (10 × 0.9375)
        assertThat(position.liquidationPriceBelow().orElseThrow().asDouble()).isCloseTo(1600, within(1e-6));
        assertThat(position.liquidationPriceAbove()).isEmpty();
    }

    @Test
    void aMarkAboveTheIndexBringsItNearerAndAMarkBelowDoesNotMoveItAway() {
        PerpV2Example plain = at2000().holding("-10", "20000").deposited("10000");

        Price level = plain.position().liquidationPriceAbove().orElseThrow();
        Price near = plain.prices(2100, 2000, 2000)
                .position()
                .liquidationPriceAbove()
                .orElseThrow();
        Price same = plain.prices(1900, 2000, 2000)
                .position()
                .liquidationPriceAbove()
                .orElseThrow();

        assertThat(near.asDouble()).isCloseTo(level.asDouble() * 2000 / 2100, within(1e-6));
        assertThat(same).isEqualTo(level);
    }

    @Test
    void nothingHeldNothingToLiquidate() {
        PerpV2Position position = at2000().deposited("10000").position();

        assertThat(position.liquidationPriceAbove()).isEmpty();
        assertThat(position.liquidationPriceBelow()).isEmpty();
    }

    /** Put the mark at the price: the protocol leaves the account alone. Put it a hair beyond: it does not. */
    @Property(tries = 500)
    void theLiquidationPriceIsTheProtocolsBoundary(
            @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 500) double eth,
            @ForAll @Scale(9) @DoubleRange(min = 0.08, max = 3) double marginPart,
            @ForAll boolean isShort) {
        String size = TokenDelta.ofModel(WETH, isShort ? -eth : eth).whole().toPlainString();
        String notional = TokenDelta.ofModel(WETH, isShort ? eth * 2000 : -eth * 2000)
                .whole()
                .toPlainString();
        String balance =
                TokenDelta.ofModel(USDC, eth * 2000 * marginPart).whole().toPlainString();
        PerpV2Example example = at2000().holding(size, notional).deposited(balance);
        PerpV2Position position = example.position();
        Assume.that(isShort || position.liquidationPriceBelow().isPresent());
        double level = (isShort ? position.liquidationPriceAbove() : position.liquidationPriceBelow())
                .orElseThrow()
                .asDouble();
        Assume.that(level > 1);
        double away = isShort ? -1 : 1;

        assertThat(liquidatable(example, level * (1 + away * 1e-12))).isFalse();
        assertThat(liquidatable(example, level - away * (4e-6 / eth + level * 1e-12)))
                .isTrue();
    }

    private boolean liquidatable(PerpV2Example example, double mark) {
        PerpV2Position moved = example.prices(mark, mark, 2000).position();
        return moved.protocolEquity().compareTo(moved.maintenance().asDelta()) < 0;
    }
}
