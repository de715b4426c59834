package io.evenkeel.allocate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.evenkeel.allocate.CurvatureHedge.Book;
import io.evenkeel.allocate.CurvatureHedge.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CurvatureHedgeTest {
    private static final Terms TERMS = new Terms(3000, 0.8, 0.9, 1 / 365.0, 7 / 365.0, 1e-3, 2);
    private static final Book SHORT_GAMMA = new Book(12, -0.08, -40_000);

    @Test
    void nothingOnOfferLeavesTheRiskAndFlattensTheDelta() {
        CurvatureHedge hedge = CurvatureHedge.of(SHORT_GAMMA, List.of(), TERMS);

        assertThat(hedge.trades()).isEmpty();
        assertThat(hedge.riskAfter()).isEqualTo(hedge.riskBefore());
        assertThat(hedge.deltaToTrade()).isEqualTo(-12);
        assertThat(hedge.costQuote()).isEqualTo(24);
    }

    @Test
    void aFreeOptionIsBoughtToTheLeastSquaresOfGammaAndVega() {
        HedgeInstrument option = new HedgeInstrument("ETH-3000-C", 0, 0.0006, 450, 0, 0, 10_000, 10_000);

        CurvatureHedge hedge = CurvatureHedge.of(SHORT_GAMMA, List.of(option), TERMS);

        double g = TERMS.gammaWeight();
        double v = TERMS.vegaWeight();
        double exact = (g * 0.08 * 0.0006 + v * 40_000 * 450) / (g * 0.0006 * 0.0006 + v * 450 * 450);
        assertThat(hedge.trades().getFirst().units()).isCloseTo(exact, within(1e-7 * exact));
    }

    @Test
    void twoFreeOptionsTakeBothAway() {
        HedgeInstrument near = new HedgeInstrument("near", 0.5, 0.0012, 150, 0, 0, 10_000, 10_000);
        HedgeInstrument far = new HedgeInstrument("far", 0.5, 0.0004, 900, 0, 0, 10_000, 10_000);
        Terms freeDelta = new Terms(3000, 0.8, 0.9, 1 / 365.0, 7 / 365.0, 1e-3, 0);

        CurvatureHedge hedge = CurvatureHedge.of(SHORT_GAMMA, List.of(near, far), freeDelta);

        assertThat(hedge.gamma()).isCloseTo(0, within(1e-8));
        assertThat(hedge.vega()).isCloseTo(0, within(1e-2));
        assertThat(hedge.riskAfter()).isLessThan(1e-12 * hedge.riskBefore());
    }

    @Test
    void anOptionThatCostsMoreThanTheRiskItSavesIsLeft() {
        HedgeInstrument dear = new HedgeInstrument("dear", 0.5, 0.0006, 450, 1e6, 0, 10_000, 10_000);

        assertThat(CurvatureHedge.of(SHORT_GAMMA, List.of(dear), TERMS).trades())
                .isEmpty();
    }

    @Test
    void noMoreIsBoughtThanIsOnOffer() {
        HedgeInstrument scarce = new HedgeInstrument("scarce", 0, 0.0006, 450, 0, 0, 5, 0);

        assertThat(CurvatureHedge.of(SHORT_GAMMA, List.of(scarce), TERMS).trades())
                .containsExactly(new CurvatureHedge.Trade(scarce, 5));
    }

    @Test
    void noSmallChangeOfAnyTradeIsCheaper() {
        SplittableRandom random = new SplittableRandom(1980);
        int hedged = 0;
        for (int k = 0; k < 2_000; k++) {
            Book book =
                    new Book(random.nextDouble(-100, 100), random.nextDouble(-0.2, 0.2), random.nextDouble(-1e5, 1e5));
            List<HedgeInstrument> offers = new ArrayList<>();
            for (int i = 0; i < 1 + k % 6; i++) {
                offers.add(new HedgeInstrument(
                        "o" + i,
                        random.nextDouble(-1, 1),
                        random.nextDouble(0.002),
                        random.nextDouble(1_500),
                        random.nextDouble(40),
                        random.nextBoolean() ? 0 : random.nextDouble(),
                        random.nextInt(4) == 0 ? 0 : random.nextDouble(500),
                        random.nextInt(4) == 0 ? 0 : random.nextDouble(500)));
            }
            CurvatureHedge hedge = CurvatureHedge.of(book, offers, TERMS);
            double[] units = units(hedge, offers);
            double found = cost(book, offers, units);
            assertThat(hedge.costQuote() + hedge.riskAfter()).isCloseTo(found, within(1e-9 * Math.abs(found)));
            for (int i = 0; i < units.length; i++) {
                for (double step : new double[] {-1e-3, 1e-3, -0.5, 0.5}) {
                    double[] other = units.clone();
                    HedgeInstrument one = offers.get(i);
                    other[i] = Math.clamp(other[i] + step, -one.mostSold(), one.mostBought());
                    assertThat(cost(book, offers, other)).as("problem " + k).isGreaterThan(found * (1 - 1e-10));
                }
            }
            hedged += hedge.trades().isEmpty() ? 0 : 1;
        }
        assertThat(hedged).isGreaterThan(1_000);
    }

    private static double[] units(CurvatureHedge hedge, List<HedgeInstrument> offers) {
        double[] units = new double[offers.size()];
        for (CurvatureHedge.Trade trade : hedge.trades()) {
            units[offers.indexOf(trade.instrument())] = trade.units();
        }
        return units;
    }

    private static double cost(Book book, List<HedgeInstrument> offers, double[] units) {
        double delta = book.delta();
        double gamma = book.gamma();
        double vega = book.vega();
        double cost = 0;
        for (int i = 0; i < units.length; i++) {
            HedgeInstrument one = offers.get(i);
            delta += units[i] * one.delta();
            gamma += units[i] * one.gamma();
            vega += units[i] * one.vega();
            cost += Math.abs(units[i]) * one.costPerUnit() + one.impactPerUnit() * units[i] * units[i] / 2;
        }
        return cost + Math.abs(delta) * TERMS.deltaCostPerBase() + TERMS.risk(gamma, vega);
    }
}
