package io.evenkeel.plan;

import static io.evenkeel.units.TestTokens.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.margin.LiquidationRisk;
import io.evenkeel.margin.PriceMotion;
import io.evenkeel.market.PriceView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiquidationRiskTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LiquidationRisk RISK = LiquidationRisk.of(1, DAY);
    /** Liquidated at 3900. */
    private static final PaperPerp SHORT = PaperPerp.flat("perp-v2:ETH").shortOf(100, 3000, 114_375);

    @Test
    void aShortIsAsLikelyToBeLiquidatedAsItsLevelIsToBeTouched() {
        assertThat(RISK.probability(SHORT, price("3000")))
                .isEqualTo(PriceMotion.driftless(1).touches(Double.POSITIVE_INFINITY, Math.log(1.3), DAY));
    }

    @Test
    void aDoubtfulPriceIsTakenWhereItIsWorst() {
        PriceView doubtful = new PriceView.Doubtful(price("2900"), price("3000"), price("3200"), List.of("stale"));

        assertThat(RISK.probability(SHORT, doubtful)).isEqualTo(RISK.probability(SHORT, price("3200")));
    }

    @Test
    void whatIsThereAlreadyIsCertainAndWhatHasNoPriceNeverComes() {
        assertThat(RISK.probability(SHORT, price("3900"))).isEqualTo(1);
        assertThat(RISK.probability(SHORT, price("4500"))).isEqualTo(1);
        assertThat(RISK.probability(PaperPerp.flat("perp-v2:ETH"), price("3000")))
                .isZero();
    }

    @Test
    void aPriceThatIsLookedAtByTheHourIsAllowedToBeNearer() {
        LiquidationRisk hourly = new LiquidationRisk(PriceMotion.driftless(1), DAY, Duration.ofHours(1));

        assertThat(hourly.probability(SHORT, price("3000"))).isLessThan(RISK.probability(SHORT, price("3000")));
        assertThat(hourly.moveFor(0.001, 1)).isLessThan(RISK.moveFor(0.001, 1));
        // 0.5826 standard deviations of an hour
        assertThat(Math.log1p(RISK.moveFor(0.001, 1)) - Math.log1p(hourly.moveFor(0.001, 1)))
                .isCloseTo(0.5826 / Math.sqrt(24 * 365), within(1e-6));
    }

    @Test
    void aFallIsAPartOfThePriceAndARiseMayBeMoreThanAllOfIt() {
        LiquidationRisk wild = LiquidationRisk.of(3, Duration.ofDays(90));

        assertThat(wild.moveFor(0.001, -1)).isBetween(0.9, 1.0);
        assertThat(wild.moveFor(0.001, 1)).isGreaterThan(5);
    }

    @Test
    void aHorizonIsPositive() {
        assertThatThrownBy(() -> LiquidationRisk.of(1, Duration.ZERO)).hasMessageContaining("PT0S");
    }
}
