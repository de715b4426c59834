package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.hedge.peers.LyraFutures;
import io.evenkeel.hedge.peers.OpynCrab;
import io.evenkeel.hedge.peers.RageTrade;
import io.evenkeel.units.Bps;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Asked again on its own result a rule trades nothing; with gas, caps, bands that lie askew, and a hedge that flips. */
class IdempotenceTest {
    private static final double DAY = 1 / 365.0;

    private static final List<HedgeRule> RULES = List.of(
            new Clock(DAY),
            new FixedBand(new Bps(150), new Bps(5000)),
            FixedDeltaBand.toEdge(0.05),
            FixedDeltaBand.toTarget(0.05),
            new VolatilityScaledBand(1, DAY, 1),
            new WhalleyWilmott(0.1),
            new Zakamouline(0.1, 0.1),
            new MinimumTrade(0.1, DAY),
            new StepAwareBand(0.1),
            new StepAwareBand(30),
            new WealthAwareBand(1),
            new WealthAwareBand(1, 0.8, 0.2),
            ByBook.standard(0.1, DAY),
            RageTrade.published(),
            LyraFutures.withThreshold(0.2),
            OpynCrab.publishedV1());

    @Property(tries = 4000)
    void everyRuleStaysWhereItSentTheHedge(
            @ForAll @Scale(6) @DoubleRange(min = 60, max = 160) double price,
            @ForAll @Scale(8) @DoubleRange(min = 0.00001, max = 0.5) double years,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.02) double cost,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 2) double gas,
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double holding,
            @ForAll @Scale(6) @DoubleRange(min = -0.5, max = 0.5) double target,
            @ForAll @Scale(6) @DoubleRange(min = -5, max = 5) double surplus,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 2) double widest,
            @ForAll @IntRange(min = -1, max = 1) int quantity,
            @ForAll @IntRange(max = 10) int tenthsOfGamma,
            @ForAll @IntRange(max = 15) int which) {
        HedgeRule rule = RULES.get(which);
        ShortCall book = new ShortCall(quantity, 100, 0.7, 0.03, years);
        HedgeInputs in = book.inputs(price);
        in.optionPartOfGamma = tenthsOfGamma / 10.0;
        in.proportionalCost = cost;
        in.fixedCostQuote = gas < 0.5 ? 0 : gas;
        in.yearsToNextDecision = DAY / 24;
        in.holdingBase = holding;
        in.targetBase = target;
        in.surplusQuote = surplus;
        in.widestHalfWidthBase = widest > 1.9 ? HedgeInputs.NO_CAP : widest;
        HoldingBand band = new HoldingBand();

        rule.fill(in, band);
        assertThat(band.triggerLow).isLessThanOrEqualTo(band.landingLow);
        assertThat(band.landingLow).isLessThanOrEqualTo(band.landingHigh);
        assertThat(band.landingHigh).isLessThanOrEqualTo(band.triggerHigh);
        double first = band.destination(holding);
        if (first == holding) {
            return;
        }
        // where one lands must not lie beyond the widest that is allowed
        assertThat(Math.abs(first - in.exactHoldingBase()))
                .isLessThanOrEqualTo(in.widestHalfWidthBase * (1 + 1e-9) + 1e-12);
        in.holdingBase = first;
        in.yearsSinceLastTrade = 0;
        in.priceAtLastTrade = price;
        rule.fill(in, band);
        assertThat(band.destination(first)).isCloseTo(first, within(1e-12));
    }

    @Property(tries = 500)
    void theShellDecidesWhatTheKernelDoes(
            @ForAll @Scale(6) @DoubleRange(min = 80, max = 125) double price,
            @ForAll @Scale(6) @DoubleRange(min = -1, max = 2) double holding,
            @ForAll @IntRange(max = 15) int which) {
        HedgeRule rule = RULES.get(which);
        ShortCall book = new ShortCall(1, 100, 0.7, 0.03, 0.1);
        HedgeInputs in = book.inputs(price);
        in.proportionalCost = 0.001;
        in.fixedCostQuote = 0.01;
        in.yearsToNextDecision = DAY / 24;
        in.holdingBase = holding;
        in.widestHalfWidthBase = 1;
        HoldingBand band = new HoldingBand();
        rule.fill(in, band);

        HedgeSituation situation = new HedgeSituation(
                in.bookDeltaBase + holding,
                in.bookGammaBasePerQuote,
                0,
                price,
                100,
                new TradingCost(0.001, 0.01),
                0.7,
                DAY / 24,
                1,
                new HedgePosition(
                        holding, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0),
                Optional.of(new OptionBook(book, 0.1, 0.03, true, 1)));
        double destination = rule.decide(situation) instanceof BandDecision.MoveTo move
                ? move.destinationBase() - in.bookDeltaBase
                : holding;

        assertThat(destination).isCloseTo(band.destination(holding), within(1e-9));
    }
}
