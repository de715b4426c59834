package io.evenkeel.evidence.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.hedge.HedgeRule;
import io.evenkeel.hedge.RangeEndBand;
import io.evenkeel.hedge.SecantGamma;
import io.evenkeel.hedge.StepAwareBand;
import io.evenkeel.hedge.WhalleyWilmott;
import org.junit.jupiter.api.Test;

class RangeLatticeTest {
    private static final RangeSetup HALF_HOURLY = new RangeSetup(30 * 48);
    private static final RangeSetup FOUR_HOURLY = new RangeSetup(30 * 6);
    private static final double HOLDING_STEP = 0.008;
    private static final TradeCost WITH_GAS = new TradeCost(0.0005, 0.02);

    @Test
    void withGasTheRangeEndBandIsWithinOnePercentOfTheBestThatCanBeDone() {
        RangeLattice lattice = new RangeLattice(HALF_HOURLY, WITH_GAS, 1, HOLDING_STEP);
        HedgeRule inside = new StepAwareBand(1);

        double optimum = lattice.optimum();
        double ours = lattice.of(new RangeEndBand(inside, 1));

        assertThat(optimum).isCloseTo(1.153, within(0.03));
        assertThat(ours).isBetween(optimum, 1.01 * optimum);
        assertThat(lattice.of(inside)).isGreaterThan(1.005 * ours);
        assertThat(lattice.of(new WhalleyWilmott(1))).isGreaterThan(1.005 * ours);
        assertThat(lattice.of(new SecantGamma(inside))).isGreaterThan(ours);
    }

    @Test
    void whereTradingIsFreeOnlyTheStepsThemselvesRemain() {
        RangeLattice lattice = new RangeLattice(FOUR_HOURLY, new TradeCost(0, 0), 1, HOLDING_STEP);
        RangeLattice moreOften = new RangeLattice(new RangeSetup(30 * 12), new TradeCost(0, 0), 1, HOLDING_STEP);

        assertThat(lattice.optimum()).isBetween(0.1, 0.4);
        assertThat(moreOften.optimum()).isCloseTo(lattice.optimum() / 2, within(0.02));
    }

    @Test
    void whereTradingIsRuinousNobodyHedges() {
        TradeCost ruinous = new TradeCost(0.0005, 1e6);
        RangeLattice lattice = new RangeLattice(FOUR_HOURLY, ruinous, 1, HOLDING_STEP);

        assertThat(lattice.optimum()).isCloseTo(lattice.of((in, out) -> out.set(-1e9, -1e9, 1e9, 1e9)), within(1e-9));
    }
}
