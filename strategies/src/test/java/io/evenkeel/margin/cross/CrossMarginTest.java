package io.evenkeel.margin.cross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.evenkeel.margin.PriceMotion;
import io.evenkeel.margin.cross.CrossMargin.Leg;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class CrossMarginTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Property
    void anAccountOfOnePositionIsThatPosition(
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 1) double up,
            @ForAll @Scale(6) @DoubleRange(min = 0.3, max = 2) double volatility,
            @ForAll boolean isShort) {
        double level = isShort ? 3000 * Math.exp(up) : 3000 * Math.exp(-up);
        double weight = isShort ? -10 : 10;
        CrossMargin account = new CrossMargin(-weight * level, List.of(new Leg("ETH", 3000, weight)));
        Comovement alone = Comovement.of(List.of(volatility), List.of(List.of(1.0)));

        assertThat(account.liquidatingMove(List.of(1.0), isShort ? 1 : -1).orElseThrow())
                .isCloseTo(up, within(1e-9));
        assertThat(account.liquidatingMove(List.of(1.0), isShort ? -1 : 1)).isEmpty();
        double single = isShort
                ? PriceMotion.driftless(volatility).touches(INFINITY, up, MONTH)
                : PriceMotion.driftless(volatility).touches(up, INFINITY, MONTH);
        assertThat(account.probability(alone, MONTH)).isCloseTo(single, withPercentage(1e-6));
    }

    /** Markets that were simulated in small steps, against the two lognormal baskets. */
    @Example
    void correlatedMarketsLiquidateAsOftenAsWeSay() {
        CrossMargin twoShorts =
                new CrossMargin(90_000, List.of(new Leg("ETH", 3000, -10), new Leg("BTC", 50_000, -0.8)));
        CrossMargin pair = new CrossMargin(6_000, List.of(new Leg("ETH", 3000, 10), new Leg("BTC", 50_000, -0.6)));
        CrossMargin loan = new CrossMargin(
                0, List.of(new Leg("ETH", 3000, 8), new Leg("USDC", 1, 20_000), new Leg("BTC", 50_000, -0.8)));
        Comovement two = Comovement.of(List.of(0.8, 0.6), List.of(List.of(1.0, 0.8), List.of(0.8, 1.0)));
        Comovement three = Comovement.of(
                List.of(0.8, 0.02, 0.6),
                List.of(List.of(1.0, 0.0, 0.8), List.of(0.0, 1.0, 0.0), List.of(0.8, 0.0, 1.0)));

        assertThat(twoShorts.probability(two, MONTH)).isCloseTo(simulated(twoShorts, two), within(0.012));
        assertThat(pair.probability(two, MONTH)).isCloseTo(simulated(pair, two), within(0.012));
        assertThat(loan.probability(three, MONTH)).isCloseTo(simulated(loan, three), within(0.012));
        // none of them says nothing
        assertThat(simulated(twoShorts, two)).isBetween(0.1, 0.6);
        assertThat(simulated(pair, two)).isBetween(0.05, 0.6);
        assertThat(simulated(loan, three)).isBetween(0.05, 0.6);
    }

    @Example
    void marketsThatMoveTogetherHedgeEachOtherAndMarketsThatDoNotDoNot() {
        CrossMargin pair = new CrossMargin(3_000, List.of(new Leg("ETH", 3000, 10), new Leg("stETH", 3000, -10)));

        double together = pair.probability(correlated(0.999), MONTH);
        double mostly = pair.probability(correlated(0.9), MONTH);
        double apart = pair.probability(correlated(0), MONTH);

        assertThat(together).isLessThan(1e-3);
        assertThat(mostly).isBetween(together, apart);
        assertThat(apart).isGreaterThan(0.5);
    }

    @Property(tries = 200)
    void moreCashIsLessLikelyAndAWilderOrLongerTimeMore(
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 60_000) double cash,
            @ForAll @Scale(6) @DoubleRange(min = -0.9, max = 0.9) double correlation,
            @ForAll @Scale(6) @DoubleRange(min = 1, max = 2) double factor) {
        CrossMargin account =
                new CrossMargin(70_000 + cash, List.of(new Leg("ETH", 3000, -10), new Leg("BTC", 50_000, -0.8)));
        Comovement calm = moving(0.8, correlation);

        double probability = account.probability(calm, MONTH);

        assertThat(probability).isBetween(0.0, 1.0);
        assertThat(account.withCash(1_000).probability(calm, MONTH)).isLessThanOrEqualTo(probability);
        assertThat(account.probability(moving(0.8 * factor, correlation), MONTH))
                .isGreaterThanOrEqualTo(probability - 1e-12);
        assertThat(account.probability(calm, MONTH.multipliedBy(2))).isGreaterThanOrEqualTo(probability - 1e-12);
    }

    @Property(tries = 200)
    void theCashForAProbabilityIsTheOneThatHasIt(
            @ForAll @Scale(6) @DoubleRange(min = -100_000, max = 300_000) double cash,
            @ForAll @Scale(8) @DoubleRange(min = 1e-6, max = 0.4) double most,
            @ForAll @Scale(6) @DoubleRange(min = -0.9, max = 0.9) double correlation) {
        CrossMargin account = new CrossMargin(cash, List.of(new Leg("ETH", 3000, -10), new Leg("BTC", 50_000, 0.3)));
        Comovement prices = moving(0.8, correlation);

        double more = account.cashFor(most, prices, MONTH);

        double then = account.withCash(more).probability(prices, MONTH);
        assertThat(then).isLessThanOrEqualTo(most).isCloseTo(most, withPercentage(1e-3));
    }

    /** Ether that is owed grows faster than what backs it, until the levered asset overtakes: the first end counts. */
    @Example
    void theNearestEndIsFoundThoughTheAccountWouldBeSafeAgainBeyondIt() {
        CrossMargin account = new CrossMargin(30, List.of(new Leg("owed", 100, -1), new Leg("levered", 80, 1)));
        List<Double> betas = List.of(1.0, 1.5);

        double move = account.liquidatingMove(List.of(1.5, 1.0), 1).orElseThrow();

        assertThat(30 - 100 * Math.exp(1.5 * move) + 80 * Math.exp(move)).isCloseTo(0, within(1e-6));
        // with the betas the other way round the account only gains
        assertThat(account.liquidatingMove(betas, 1)).isEmpty();
        CrossMargin dips = new CrossMargin(-1, List.of(new Leg("owed", 100, -1), new Leg("levered", 102, 1)));
        double down = dips.liquidatingMove(betas, -1).orElseThrow();
        assertThat(down).isBetween(0.0, 0.05);
        assertThat(-1 - 100 * Math.exp(-down) + 102 * Math.exp(-1.5 * down)).isCloseTo(0, within(1e-6));
    }

    /** Short ether and bitcoin behind 90,000: the account is one line of a report. */
    @Example
    void anAccountIsReportedByHeadroomMovesAndOdds() {
        CrossMargin account = new CrossMargin(90_000, List.of(new Leg("ETH", 3000, -10), new Leg("BTC", 50_000, -0.8)));
        Comovement prices = moving(0.8, 0.9);

        AccountRisk risk = AccountRisk.of(account, List.of(1.0, 0.9), prices, MONTH, 0.01);

        assertThat(risk.headroom()).isCloseTo(20_000, within(1e-9));
        double rise = risk.rise().orElseThrow();
        assertThat(30_000 * (1 + rise) + 40_000 * Math.pow(1 + rise, 0.9)).isCloseTo(90_000, within(1e-4));
        assertThat(risk.fall()).isEmpty();
        assertThat(risk.probability()).isGreaterThan(0.01);
        assertThat(account.withCash(risk.cashForLimit()).probability(prices, MONTH))
                .isCloseTo(0.01, withPercentage(1e-3));
    }

    @Example
    void anAccountThatIsThereAlreadyIsThere() {
        CrossMargin gone = new CrossMargin(10, List.of(new Leg("ETH", 3000, -1)));

        assertThat(gone.headroom()).isNegative();
        assertThat(gone.liquidatingMove(List.of(1.0), 1)).hasValue(0);
        assertThat(gone.probability(Comovement.of(List.of(0.8), List.of(List.of(1.0))), MONTH))
                .isEqualTo(1);
    }

    @Example
    void anAccountThatOwesNothingIsNeverLiquidated() {
        CrossMargin rich = new CrossMargin(10, List.of(new Leg("ETH", 3000, 1)));

        assertThat(rich.liquidatingMove(List.of(1.0), -1)).isEmpty();
        assertThat(rich.probability(Comovement.of(List.of(0.8), List.of(List.of(1.0))), MONTH))
                .isZero();
    }

    @Example
    void pricesThatCannotMoveTogetherLikeThatAreRefused() {
        assertThatThrownBy(() -> Comovement.of(
                        List.of(1.0, 1.0, 1.0),
                        List.of(List.of(1.0, 0.9, -0.9), List.of(0.9, 1.0, 0.9), List.of(-0.9, 0.9, 1.0))))
                .hasMessageContaining("cannot move together");
        assertThatThrownBy(() -> new Comovement(List.of(List.of(1.0, 0.5), List.of(0.4, 1.0))))
                .hasMessageContaining("not symmetric");
        assertThat(Comovement.withMarket(0.8, List.of(1.0, 1.3), List.of(0.0, 0.3))
                        .of(1, 1))
                .isCloseTo(1.69 * 0.64 + 0.09, within(1e-12));
    }

    private static Comovement correlated(double correlation) {
        return moving(0.8, correlation);
    }

    private static Comovement moving(double volatility, double correlation) {
        return Comovement.of(
                List.of(volatility, volatility), List.of(List.of(1.0, correlation), List.of(correlation, 1.0)));
    }

    /** Of the share of paths that touch; between two steps the bridge of the logarithm of the account's health counts. */
    private static double simulated(CrossMargin account, Comovement prices) {
        int paths = 12_000;
        int steps = 60;
        int count = account.legs().size();
        double years = 30 / 365.0 / steps;
        double[][] root = root(prices, count);
        SplittableRandom random = new SplittableRandom(11);
        double touched = 0;
        double[] noise = new double[count];
        double[] log = new double[count];
        for (int path = 0; path < paths; path++) {
            Arrays.fill(log, 0);
            double inside = 1;
            double before = health(account, log);
            for (int step = 0; step < steps && inside > 0; step++) {
                double local = variance(account, log, prices, count) * years;
                for (int i = 0; i < count; i++) {
                    noise[i] = random.nextGaussian();
                }
                for (int i = 0; i < count; i++) {
                    log[i] -= prices.of(i, i) * years / 2;
                    for (int k = 0; k <= i; k++) {
                        log[i] += root[i][k] * noise[k] * Math.sqrt(years);
                    }
                }
                double after = health(account, log);
                inside *= after <= 0 ? 0 : -Math.expm1(-2 * before * after / local);
                before = after;
            }
            touched += 1 - inside;
        }
        return touched / paths;
    }

    private static double health(CrossMargin account, double[] log) {
        double held = Math.max(0, account.cash());
        double owed = Math.max(0, -account.cash());
        for (int i = 0; i < log.length; i++) {
            double value = account.legs().get(i).value() * Math.exp(log[i]);
            held += Math.max(0, value);
            owed += Math.max(0, -value);
        }
        return Math.log(held / owed);
    }

    private static double variance(CrossMargin account, double[] log, Comovement prices, int count) {
        double held = Math.max(0, account.cash());
        double owed = Math.max(0, -account.cash());
        double[] value = new double[count];
        for (int i = 0; i < count; i++) {
            value[i] = account.legs().get(i).value() * Math.exp(log[i]);
            held += Math.max(0, value[i]);
            owed += Math.max(0, -value[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double one = value[i] > 0 ? value[i] / held : value[i] / owed;
                double other = value[j] > 0 ? value[j] / held : value[j] / owed;
                sum += one * other * prices.of(i, j);
            }
        }
        return sum;
    }

    private static double[][] root(Comovement prices, int count) {
        double[][] root = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = prices.of(i, j);
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
            }
        }
        return root;
    }
}
