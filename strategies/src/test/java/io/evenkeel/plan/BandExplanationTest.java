package io.evenkeel.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.WhalleyWilmott;
import io.evenkeel.market.MarketSnapshot;
import io.evenkeel.risk.BandExplanation;
import io.evenkeel.risk.BandLimits;
import io.evenkeel.risk.HedgeWish;
import io.evenkeel.risk.RiskCheck;
import io.evenkeel.risk.RiskLimits;
import io.evenkeel.risk.RiskVerdict;
import io.evenkeel.units.Bps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BandExplanationTest {
    private static final MarketSnapshot SNAPSHOT =
            AVault.ofTheScenarios().with(PaperPerp.flat("perp-v2:ETH")).snapshot();

    @Test
    void theBandThatIsExplainedIsTheOneThatIsDecidedBy() {
        RiskLimits limits = TestLimits.ordinary();

        HedgeWish wish = ((RiskVerdict.HedgeNeeded) RiskCheck.assess(SNAPSHOT, limits)).wish();

        assertThat(BandExplanation.of(SNAPSHOT, limits).band()).isEqualTo(((HedgeWish.Change) wish).band());
    }

    @Test
    void gasIsWhatMakesItWiderThanItsWidthWithoutGas() {
        BandExplanation explained = BandExplanation.of(SNAPSHOT, by(new WhalleyWilmott(0.05), 9_000));

        assertThat(explained.situation().cost().fixedQuote()).isPositive();
        assertThat(BandExplanation.width(explained.withoutGas())).isLessThan(BandExplanation.width(explained.band()));
        // without gas one trades to the edge
        assertThat(explained.withoutGas().landingHigh())
                .isEqualTo(explained.withoutGas().triggerHigh());
        assertThat(explained.isCapped()).isFalse();
    }

    @Test
    void aBandThatThePolicyCutsSaysSo() {
        BandExplanation explained = BandExplanation.of(SNAPSHOT, by(new WhalleyWilmott(1e-9), 5_000));

        assertThat(explained.isCapped()).isTrue();
        assertThat(BandExplanation.width(explained.band()))
                .isEqualTo(2 * explained.situation().widestHalfWidthBase());
    }

    private static RiskLimits by(HedgeRule rule, int partOfPolicyBand) {
        RiskLimits ordinary = TestLimits.ordinary();
        return new RiskLimits(
                ordinary.margin(),
                ordinary.cost(),
                new BandLimits(rule, 1.0, Duration.ofMinutes(1), new Bps(partOfPolicyBand)),
                ordinary.spread(),
                ordinary.idleQuoteReserve(),
                ordinary.smallestTrade(),
                ordinary.planTimeToLive());
    }
}
