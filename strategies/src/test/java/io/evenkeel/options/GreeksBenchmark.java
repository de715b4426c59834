package io.evenkeel.options;

import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.carryRho;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.charm;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.delta;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.gamma;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.price;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.rho;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.theta;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.vanna;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.vega;
import static com.opengamma.strata.pricer.impl.option.BlackScholesFormulaRepository.vomma;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for a set of Greeks, which is also milliseconds for a million sets. A full set is price, delta, theta,
 * charm, rho and carry rho of a call and a put, and their gamma, vega, vanna and volga.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(2)
public class GreeksBenchmark {
    private static final int OPTIONS = 1_000;

    private final double[] spot = new double[OPTIONS];
    private final double[] strike = new double[OPTIONS];
    private final double[] years = new double[OPTIONS];
    private final double[] volatility = new double[OPTIONS];
    private final double[] rate = new double[OPTIONS];
    private final double[] carry = new double[OPTIONS];
    private final GreekSet greeks = new GreekSet();
    private final DeltaGamma deltaGamma = new DeltaGamma();

    public GreeksBenchmark() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < OPTIONS; i++) {
            spot[i] = random.nextDouble(500, 5_000);
            strike[i] = spot[i] * Math.exp(random.nextDouble(-0.7, 0.7));
            years[i] = random.nextDouble(1 / 365.0, 1);
            volatility[i] = random.nextDouble(0.2, 2);
            rate[i] = random.nextDouble(0, 0.1);
            carry[i] = random.nextDouble(-0.1, 0.1);
        }
    }

    @Benchmark
    @OperationsPerInvocation(OPTIONS)
    public double fullSetEvenkeel() {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            BlackScholes.evaluate(spot[i], strike[i], years[i], volatility[i], rate[i], carry[i], greeks);
            sum += greeks.callPrice()
                    + greeks.putPrice()
                    + greeks.callDelta()
                    + greeks.putDelta()
                    + greeks.callTheta()
                    + greeks.putTheta()
                    + greeks.callCharm()
                    + greeks.putCharm()
                    + greeks.callRho()
                    + greeks.putRho()
                    + greeks.callCarryRho()
                    + greeks.putCarryRho()
                    + greeks.gamma()
                    + greeks.vega()
                    + greeks.vanna()
                    + greeks.volga();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(OPTIONS)
    public double fullSetStrata() {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            double s = spot[i];
            double k = strike[i];
            double t = years[i];
            double v = volatility[i];
            double r = rate[i];
            double b = carry[i];
            sum += price(s, k, t, v, r, b, true)
                    + price(s, k, t, v, r, b, false)
                    + delta(s, k, t, v, r, b, true)
                    + delta(s, k, t, v, r, b, false)
                    + theta(s, k, t, v, r, b, true)
                    + theta(s, k, t, v, r, b, false)
                    + charm(s, k, t, v, r, b, true)
                    + charm(s, k, t, v, r, b, false)
                    + rho(s, k, t, v, r, b, true)
                    + rho(s, k, t, v, r, b, false)
                    + carryRho(s, k, t, v, r, b, true)
                    + carryRho(s, k, t, v, r, b, false)
                    + gamma(s, k, t, v, r, b)
                    + vega(s, k, t, v, r, b)
                    + vanna(s, k, t, v, r, b)
                    + vomma(s, k, t, v, r, b);
        }
        return sum;
    }

    /** Half of the set: prices, deltas, gamma, vega and thetas, eight calls. */
    @Benchmark
    @OperationsPerInvocation(OPTIONS)
    public double commonSetStrata() {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            double s = spot[i];
            double k = strike[i];
            double t = years[i];
            double v = volatility[i];
            double r = rate[i];
            double b = carry[i];
            sum += price(s, k, t, v, r, b, true)
                    + price(s, k, t, v, r, b, false)
                    + delta(s, k, t, v, r, b, true)
                    + delta(s, k, t, v, r, b, false)
                    + theta(s, k, t, v, r, b, true)
                    + theta(s, k, t, v, r, b, false)
                    + gamma(s, k, t, v, r, b)
                    + vega(s, k, t, v, r, b);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(OPTIONS)
    public double deltaAndGammaEvenkeel() {
        double sum = 0;
        for (int i = 0; i < OPTIONS; i++) {
            BlackScholes.deltaGamma(spot[i], strike[i], years[i], volatility[i], rate[i], carry[i], deltaGamma);
            sum += deltaGamma.callDelta() + deltaGamma.gamma();
        }
        return sum;
    }
}
