package io.evenkeel.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evenkeel.hedge.peers.LyraFutures;
import io.evenkeel.hedge.peers.OpynCrab;
import io.evenkeel.hedge.peers.RageTrade;
import io.evenkeel.options.BlackScholes;
import io.evenkeel.options.DeltaGamma;
import io.evenkeel.units.Bps;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A simulation asks a rule millions of times: whatever it made on the way would have to be collected. */
class AllocationFreeTest {
    private static final int DECISIONS = 20_000;
    private static final List<HedgeRule> RULES = List.of(
            new Clock(0.01),
            new FixedBand(new Bps(150), new Bps(5000)),
            FixedDeltaBand.toEdge(0.05),
            new VolatilityScaledBand(1, 0.01, 1),
            new WhalleyWilmott(0.1),
            new Zakamouline(0.1, 0.1),
            new MinimumTrade(0.1, 0.01),
            new StepAwareBand(0.1),
            new WealthAwareBand(1, 0.8, 0.2),
            ByBook.standard(0.1, 0.01),
            RageTrade.published(),
            LyraFutures.withThreshold(0.2),
            OpynCrab.publishedV1());

    @Test
    void noRuleMakesAnObjectToDecide() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "this machine does not count what a thread allocates");
        DeltaGamma greeks = new DeltaGamma();
        HedgeInputs in = new HedgeInputs();
        in.volatility = 0.7;
        in.yearsToExpiry = 0.1;
        in.unwindsAtExpiry = true;
        in.optionPartOfGamma = 0.5;
        in.proportionalCost = 0.001;
        in.fixedCostQuote = 0.02;
        in.yearsToNextDecision = 1e-4;
        in.navQuote = 100;
        in.curve = (price, time, variance, out) -> {
            double deviation = 0.7 * Math.sqrt(variance);
            BlackScholes.deltaGamma(price, 100, 0.1 * time, deviation, 0, 0, greeks);
            out.deltaBase = -greeks.callDelta();
            out.gammaBasePerQuote = -greeks.gamma();
        };
        HoldingBand band = new HoldingBand();
        for (HedgeRule rule : RULES) {
            // the first pass loads classes and fills tables
            decide(rule, in, band);
            long before = allocated();
            decide(rule, in, band);

            assertThat(allocated() - before).as(rule.toString()).isLessThan(DECISIONS);
        }
    }

    private static void decide(HedgeRule rule, HedgeInputs in, HoldingBand band) {
        for (int i = 0; i < DECISIONS; i++) {
            in.price = 80 + 40.0 * i / DECISIONS;
            BookCurve.Point now = in.bookAt(1, 1);
            in.bookDeltaBase = now.deltaBase;
            in.bookGammaBasePerQuote = now.gammaBasePerQuote;
            // a cap now and then, which has a search of its own
            in.widestHalfWidthBase = i % 2 == 0 ? HedgeInputs.NO_CAP : 0.05;
            rule.fill(in, band);
            in.holdingBase = band.destination(in.holdingBase);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
