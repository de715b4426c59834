package io.evenkeel.exposure;

import static io.evenkeel.units.TestTokens.CHAIN;
import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static io.evenkeel.units.TestTokens.usdc;
import static io.evenkeel.units.TestTokens.weth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.chain.VenueId;
import io.evenkeel.exposure.Exposure.Line;
import io.evenkeel.margin.UnreadableVenue;
import io.evenkeel.market.Holdings;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.Venue;
import io.evenkeel.market.VenueCaps;
import io.evenkeel.market.VenueCondition;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ExposuresTest {
    private static final VenueId PERP = new VenueId(CHAIN, "perp-v2:ETH");

    /** The vault of the scenarios: half ETH, three tenths in a range of ±20 %, a fifth USDC, about 2 million. */
    @Test
    void aMixedVaultWithAFrozenShort() {
        Exposure exposure = Exposures.of(vault(), List.of(lost("-400", "150000")), price("2000"));

        assertThat(exposure.lines())
                .extracting(Line::name)
                .containsExactly("idle WETH", "idle USDC", "range 7", "perp-v2:ETH");
        Line range = exposure.lines().get(2);
        assertThat(exposure.line(PERP).orElseThrow().delta()).isEqualTo(weth("-400"));
        assertThat(exposure.delta()).isEqualTo(weth("100").plus(range.delta()));
        assertThat(exposure.nav())
                .isEqualTo(
                        usdc("1000000").plus(usdc("400000")).plus(range.nav()).plus(usdc("150000")));
        assertThat(exposure.gamma()).isEqualTo(range.gamma()).isNegative();
        assertThat(exposure.dollarDelta()).isEqualTo(price("2000").valueDown(exposure.delta()));
        // with P and L in whole tokens: gamma × P² = −L sqrt(P) / 2
        assertThat(exposure.dollarGamma()).isCloseTo(-60_000 * Math.sqrt(2000) / 2, within(1.0));
    }

    /** Delta is how much the whole vault's value moves. */
    @Property(tries = 200)
    void deltaIsTheDerivativeOfNav(@ForAll @Scale(6) @DoubleRange(min = 1650, max = 2350) double at) {
        double step = 0.5;

        double slope = (nav(at + step) - nav(at - step)) / (2 * step);

        Exposure here = Exposures.of(vault(), List.of(), Price.ofModel(WETH, USDC, at));
        assertThat(slope).isCloseTo(here.delta().wholeAsDouble(), within(1e-3));
    }

    @Test
    void anEmptyVaultIsExposedToNothing() {
        Holdings nothing = new Holdings(TokenAmount.zero(WETH), TokenAmount.zero(USDC), List.of());

        Exposure exposure = Exposures.of(nothing, List.of(), price("2000"));

        assertThat(exposure.delta().isZero()).isTrue();
        assertThat(exposure.nav().isZero()).isTrue();
        assertThat(exposure.line(PERP)).isEmpty();
    }

    @Test
    void nothingCanBeDoneAtAVenueThatCannotBeRead() {
        Venue lost = lost("-400", "150000");

        assertThat(lost.condition()).isEqualTo(VenueCondition.UNREADABLE);
        assertThat(lost.largestChange(1, price("2000")).isZero()).isTrue();
        assertThat(lost.tradeCostQuote(-1, price("2000"))).isInfinite();
        assertThat(lost.tradeCostQuote(0, price("2000"))).isZero();
        assertThat(lost.oracleNav(price("9000"))).isEqualTo(usdc("150000"));
        assertThat(lost.after(weth("0"), usdc("0"), price("2000"))).isEqualTo(lost);
        assertThatThrownBy(() -> lost.after(weth("1"), usdc("0"), price("2000")))
                .hasMessageContaining("cannot be read");
    }

    private static double nav(double at) {
        return Exposures.of(vault(), List.of(), Price.ofModel(WETH, USDC, at))
                .nav()
                .wholeAsDouble();
    }

    private static Holdings vault() {
        // 60,000 of liquidity in whole tokens is 6e16 in a pool of 18 and 6 decimals
        RangePosition range = new RangePosition(
                BigInteger.valueOf(7),
                -202_540,
                -198_490,
                new BigInteger("60000000000000000"),
                true,
                TokenAmount.zero(WETH),
                TokenAmount.zero(USDC));
        return new Holdings(TokenAmount.of(WETH, "500"), TokenAmount.of(USDC, "400000"), List.of(range));
    }

    private static UnreadableVenue lost(String delta, String equity) {
        return new UnreadableVenue(
                PERP,
                new VenueCaps(new Bps(5000), new Bps(8000)),
                weth(delta),
                usdc(equity),
                TokenAmount.zero(USDC),
                usdc(equity),
                USDC);
    }

    @Test
    void linesOfAnotherPairAreRefused() {
        Line wrong = new Line("usdc", Optional.empty(), TokenDelta.zero(USDC), 0, usdc("1"));

        assertThatThrownBy(() -> Exposure.of(price("2000"), List.of(wrong))).hasMessageContaining("cannot mix");
    }
}
