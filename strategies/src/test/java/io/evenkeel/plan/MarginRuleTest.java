package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.USDC;
import static io.evenkeel.units.TestTokens.WETH;
import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.margin.TargetLeverage;
import io.evenkeel.margin.perpv2.PerpV2Account;
import io.evenkeel.margin.perpv2.PerpV2Position;
import io.evenkeel.market.Venue;
import io.evenkeel.risk.LiquidationLimit;
import io.evenkeel.risk.MarginLimits;
import io.evenkeel.risk.MarginRule;
import io.evenkeel.risk.MarginRule.Purpose;
import io.evenkeel.units.Bps;
import io.evenkeel.units.Price;
import io.evenkeel.units.TokenDelta;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

/** At the real protocols' own arithmetic. */
class MarginRuleTest {
    private static final Price AT_3000 = price("3000");
    private static final Duration DAY = Duration.ofHours(24);
    private static final TokenDelta NO_TRADE = TokenDelta.zero(WETH);

    /** Rounded against us: with what is asked for the limit holds, with a tenth of a cent less it does not. */
    @Property(tries = 300)
    void theCollateralAskedForKeepsTheLimitAndHardlyAnythingLessDoes(
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 300) double size,
            @ForAll @Scale(6) @DoubleRange(min = 0.6, max = 4) double volatility,
            @ForAll @Scale(9) @DoubleRange(min = 1e-7, max = 0.05) double most,
            @ForAll boolean isShort) {
        PerpV2Position position = perp(isShort ? -size : size, 3000, size * 1_000);

        TokenDelta needed = rule(most, volatility).needed(position, NO_TRADE, AT_3000, Purpose.OPEN);

        LiquidationRisk risk = LiquidationRisk.of(volatility, DAY);
        double enough = risk.probability(position.after(NO_TRADE, needed, AT_3000), AT_3000);
        TokenDelta less = needed.minus(TokenDelta.of(USDC, "0.001"));
        double tooLittle = risk.probability(position.after(NO_TRADE, less, AT_3000), AT_3000);
        assertThat(enough).isLessThanOrEqualTo(most / 2 * (1 + 1e-9));
        boolean otherwiseBound = distancesAlone()
                .needed(position, NO_TRADE, AT_3000, Purpose.OPEN)
                .equals(needed);
        assertThat(otherwiseBound || tooLittle > most / 2).isTrue();
    }

    @Property(tries = 200)
    void moreSizeAWilderMarketAndAStricterLimitTakeMore(
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 100) double size,
            @ForAll @Scale(6) @DoubleRange(min = 0.3, max = 2.5) double volatility,
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 2) double factor) {
        Venue flat = perp(0, 3000, 0);
        TokenDelta needed = opened(flat, size, 0.001, volatility);

        assertThat(opened(flat, size * factor, 0.001, volatility)).isGreaterThanOrEqualTo(needed);
        assertThat(opened(flat, size, 0.001, volatility * factor)).isGreaterThanOrEqualTo(needed);
        assertThat(opened(flat, size, 0.001 / factor, volatility)).isGreaterThanOrEqualTo(needed);
    }

    /** The exact collateral of a venue and the leverage of the model are two views of one thing. */
    @Property(tries = 100)
    void targetLeverageIsWhatTheVenueSays(
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 4) double volatility, @ForAll boolean isShort) {
        LiquidationRisk risk = LiquidationRisk.of(volatility, DAY);
        double leverage =
                isShort ? TargetLeverage.ofShort(risk, 1e-4, 0.0625) : TargetLeverage.ofLong(risk, 1e-4, 0.0625);

        PerpV2Position position = perp(isShort ? -10 : 10, 3000, 30_000 / leverage);

        assertThat(risk.probability(position, AT_3000)).isCloseTo(1e-4, withPercentage(1e-3));
    }

    /** Dollars back a loan of WETH; a rise by far more than the price itself is not too much to ask about. */
    @Example
    void aLoanBackedByDollarsIsKeptFromARiseToManyTimesThePrice() {
        Venue loan = RealVenues.loan(0, 1_000_000, 0, 3000, 3000, USDC);
        TokenDelta sold = TokenDelta.of(WETH, "-50");
        MarginRule rule = new MarginRule(limits(Optional.of(new LiquidationLimit(0.001, Duration.ofDays(90)))), 2);

        TokenDelta spare = rule.needed(loan, sold, AT_3000, Purpose.OPEN).negate();

        Venue after = loan.after(sold, spare.negate(), AT_3000);
        assertThat(after.liquidationPriceAbove().orElseThrow().asDouble()).isGreaterThan(3 * 3000);
        assertThat(LiquidationRisk.of(2, Duration.ofDays(90)).probability(after, AT_3000))
                .isCloseTo(0.0005, withPercentage(0.1));
    }

    @Example
    void aPositionThatCanBeLiquidatedEitherWayIsKeptFromBothTogether() {
        Strangle strangle = new Strangle(0);

        TokenDelta needed = rule(0.01, 2).needed(strangle, NO_TRADE, AT_3000, Purpose.OPEN);

        LiquidationRisk risk = LiquidationRisk.of(2, DAY);
        assertThat(risk.probability(new Strangle(needed.wholeAsDouble()), AT_3000))
                .isLessThanOrEqualTo(0.005)
                .isCloseTo(0.005, withPercentage(0.01));
    }

    @Example
    void aProbabilityOfNothingOrOfEvenOddsIsNoLimit() {
        assertThatThrownBy(() -> new LiquidationLimit(0, DAY)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> new LiquidationLimit(0.5, DAY)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new LiquidationLimit(0.1, Duration.ZERO)).hasMessageContaining("PT0S");
        assertThat(new LiquidationLimit(1e-6, Duration.ofMinutes(90))).hasToString("1.0e-04 % within 90 minutes");
    }

    private static TokenDelta opened(Venue flat, double size, double most, double volatility) {
        return rule(most, volatility).needed(flat, TokenDelta.ofModel(WETH, -size), AT_3000, Purpose.OPEN);
    }

    private static MarginRule rule(double most, double volatility) {
        return new MarginRule(limits(Optional.of(new LiquidationLimit(most, DAY))), volatility);
    }

    private static MarginRule distancesAlone() {
        return new MarginRule(limits(Optional.empty()), 1);
    }

    private static MarginLimits limits(Optional<LiquidationLimit> liquidation) {
        return new MarginLimits(new Bps(100), new Bps(200), new Bps(200), new Bps(300), liquidation);
    }

    private static PerpV2Position perp(double size, double entry, double collateral) {
        BigInteger none = BigInteger.ZERO;
        PerpV2Account account = new PerpV2Account(
                RealVenues.units(size, 18),
                RealVenues.units(-size * entry, 18),
                RealVenues.units(collateral, 6),
                none,
                none,
                none);
        return RealVenues.perp(account, 3000, 3000);
    }
}
