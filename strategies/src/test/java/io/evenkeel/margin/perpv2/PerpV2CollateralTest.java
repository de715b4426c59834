package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PerpV2CollateralTest {
    private static final Price AT_2000 = price("2000");

    /** With exactly what is asked the account survives the shock and may open; with a cent less it does not. */
    @Property(tries = 500)
    void whatIsNeededIsEnoughAndNoMore(
            @ForAll @Scale(9) @DoubleRange(min = 0.5, max = 100) double size,
            @ForAll @Scale(9) @DoubleRange(min = 0.01, max = 0.99) double part,
            @ForAll boolean growing,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 1) double depositPart,
            @ForAll @Scale(9) @DoubleRange(min = 0, max = 0.9) double shock,
            @ForAll @Scale(9) @DoubleRange(min = 1800, max = 2200) double mark) {
        double held = -size;
        double change = growing ? -size * part : size * part;
        PerpV2Position before = at2000().holding(
                        TokenDelta.ofModel(WETH, held).whole().toPlainString(),
                        TokenDelta.ofModel(WETH, -held * 2000).whole().toPlainString())
                .deposited(TokenDelta.ofModel(USDC, -held * 2000 * depositPart)
                        .whole()
                        .toPlainString())
                .prices(mark, 2000, 2000)
                .position();
        TokenDelta delta = TokenDelta.ofModel(WETH, change);

        TokenDelta needed = before.collateralNeededFor(delta, AT_2000, shock);

        assertThat(holds(before.after(delta, needed, AT_2000), shock)).isTrue();
        assertThat(holds(before.after(delta, needed.minus(usdc("0.01")), AT_2000), shock))
                .isFalse();
    }

    private boolean holds(PerpV2Position position, double shock) {
        boolean survives =
                position.liquidationPriceAbove().orElseThrow().asDouble() >= 2000 * (1 + shock) * (1 - 1e-12);
        return survives
                && PerpV2Totals.freeAt(100_000, position.account(), position.market())
                                .signum()
                        >= 0;
    }

    @Test
    void aShockIsNotNegativeAndNotEndless() {
        assertThatThrownBy(() -> at2000().position().collateralNeededFor(weth("-1"), AT_2000, -0.1))
                .hasMessageContaining("-0.1");
        assertThatThrownBy(() -> at2000().position().collateralNeededFor(weth("-1"), AT_2000, Double.NaN))
                .hasMessageContaining("NaN");
    }
}
