package io.evenkeel.margin.perpv2;

import static io.evenkeel.margin.perpv2.PerpV2Example.at2000;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PerpV2LimitsTest {
    private static final Price AT_2000 = price("2000");

    @Test
    void anEmptyAccountCannotOpen() {
        assertThat(at2000().position().largestChange(-1, AT_2000).isZero()).isTrue();
    }

    @Property(tries = 200)
    void theLargestOpeningMeetsTheOpeningRequirementAndHardlyMoreWould(
            @ForAll @Scale(9) @DoubleRange(min = 100, max = 20_000) double deposit, @ForAll boolean selling) {
        PerpV2Position position = at2000().deposited(
                        TokenDelta.ofModel(USDC, deposit).whole().toPlainString())
                .position();
        int direction = selling ? -1 : 1;

        TokenAmount largest = position.largestChange(direction, AT_2000);

        TokenDelta signed = selling ? largest.asDelta().negate() : largest.asDelta();
        assertThat(free(position, signed)).isNotNegative();
        assertThat(free(position, TokenDelta.ofModel(WETH, signed.wholeAsDouble() * 1.0001)))
                .isNegative();
        // ten times leverage is the most, fee and impact make it less
        assertThat(largest.wholeAsDouble() * 2000).isBetween(deposit * 9, deposit * 10);
    }

    private int free(PerpV2Position position, TokenDelta change) {
        PerpV2Position after = position.after(change, TokenDelta.zero(USDC), AT_2000);
        return PerpV2Totals.freeAt(100_000, after.account(), after.market()).signum();
    }

    @Test
    void depthEndsAtHalfOfAThousandTicksOrJustInsideTheBand() {
        PerpV2Position rich = at2000().deposited("10000000").position();
        PerpV2Position nearBand =
                at2000().deposited("10000000").prices(2000, 2000, 1850).position();

        double sold = rich.largestChange(-1, AT_2000).wholeAsDouble();
        assertThat(rich.after(TokenDelta.ofModel(WETH, -sold), TokenDelta.zero(USDC), AT_2000)
                        .market()
                        .pool()
                        .price())
                .isCloseTo(2000 * Math.pow(1.0001, -500), within(1e-3));
        double soldNear = nearBand.largestChange(-1, AT_2000).wholeAsDouble();
        assertThat(nearBand.after(TokenDelta.ofModel(WETH, -soldNear), TokenDelta.zero(USDC), AT_2000)
                        .market()
                        .pool()
                        .price())
                .isCloseTo(1810, within(1e-3));
    }

    @Test
    void outsideTheBandOnlyTheWayBackIsOpen() {
        PerpV2Position under =
                at2000().deposited("1000000").prices(2000, 2300, 2000).position();

        assertThat(under.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(under.largestChange(1, AT_2000).isZero()).isFalse();
    }

    @Test
    void aReductionEndsAtZeroAndNeedsTheMaintenanceMargin() {
        PerpV2Example shortOfFive = at2000().holding("-5", "10000");

        assertThat(shortOfFive.deposited("2000").position().largestChange(1, AT_2000))
                .isEqualTo(TokenAmount.of(WETH, "5"));
        // under maintenance not even a reduction passes
        PerpV2Position sinking =
                at2000().holding("-5", "5000").deposited("5010").position();
        assertThat(sinking.protocolEquity()).isEqualTo(usdc("10"));
        assertThat(sinking.largestChange(1, AT_2000).isZero()).isTrue();
    }

    @Test
    void aPausedProtocolIsFrozenAndAQuarantinedOneMayShrink() {
        PerpV2Example held = at2000().holding("-5", "10000").deposited("5000");
        Venue paused = held.condition(VenueCondition.OPEN, true).position();
        Venue quarantined = held.condition(VenueCondition.REDUCE_ONLY, false).position();
        Venue both = held.condition(VenueCondition.REDUCE_ONLY, true).position();

        assertThat(paused.condition()).isEqualTo(VenueCondition.FROZEN);
        assertThat(paused.largestChange(1, AT_2000).isZero()).isTrue();
        assertThat(paused.delta()).isEqualTo(weth("-5"));
        assertThat(quarantined.condition()).isEqualTo(VenueCondition.REDUCE_ONLY);
        assertThat(quarantined.largestChange(-1, AT_2000).isZero()).isTrue();
        assertThat(quarantined.largestChange(1, AT_2000)).isEqualTo(TokenAmount.of(WETH, "5"));
        assertThat(both.condition()).isEqualTo(VenueCondition.FROZEN);
    }

    @Test
    void aDirectionIsOneOrMinusOne() {
        assertThatThrownBy(() -> at2000().position().largestChange(0, AT_2000)).hasMessageContaining("was 0");
    }
}
