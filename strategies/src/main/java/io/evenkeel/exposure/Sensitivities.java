package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.TimePassed;
import io.evenkeel.market.RiskFactor.TimePassed.FundingAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.InterestAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.RiskFactor.Volatility;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value and how it moves with each risk factor. Model numbers in the market's unit of account; what nothing depends
 * on has a sensitivity of 0.
 */
public final class Sensitivities {
    private final double value;
    private final Map<RiskFactor, Double> first;
    private final Map<Two, Double> second;

    /** Two factors in either order. */
    private record Two(RiskFactor one, RiskFactor other) {
        @Override
        public boolean equals(Object object) {
            return object instanceof Two two
                    && (one.equals(two.one) && other.equals(two.other)
                            || one.equals(two.other) && other.equals(two.one));
        }

        @Override
        public int hashCode() {
            return one.hashCode() + other.hashCode();
        }
    }

    private Sensitivities(double value, Map<RiskFactor, Double> first, Map<Two, Double> second) {
        this.value = value;
        this.first = first;
        this.second = second;
    }

    static Sensitivities sum(List<Jet> jets) {
        double value = 0;
        Map<RiskFactor, Double> first = new LinkedHashMap<>();
        Map<Two, Double> second = new HashMap<>();
        for (Jet jet : jets) {
            value += jet.value();
            for (int i = 0; i < jet.size(); i++) {
                first.merge(jet.factor(i), jet.first(i), Double::sum);
                for (int j = 0; j <= i; j++) {
                    double curvature = jet.second(i, j);
                    if (curvature != 0) {
                        second.merge(new Two(jet.factor(i), jet.factor(j)), curvature, Double::sum);
                    }
                }
            }
        }
        return new Sensitivities(value, first, second);
    }

    /** Unit of account. */
    public double value() {
        return value;
    }

    /** All that the value depends on. */
    public Set<RiskFactor> factors() {
        return Collections.unmodifiableSet(first.keySet());
    }

    /** ∂V/∂factor: unit of account per unit of the factor (a rate or a volatility of 1.00, a year that passes). */
    public double by(RiskFactor factor) {
        return first.getOrDefault(factor, 0.0);
    }

    /**
     * ∂²V/∂one∂other for prices, bases and volatilities, in any combination: what the delta by one of them changes by
     * when the other moves, such as the ETH delta of a short settled in a stablecoin that loses its peg.
     */
    public double cross(RiskFactor one, RiskFactor other) {
        if (!isMarketFactor(one) || !isMarketFactor(other)) {
            throw new IllegalArgumentException("no second derivative is kept by " + one + " and " + other);
        }
        return second(one, other);
    }

    private static boolean isMarketFactor(RiskFactor factor) {
        return factor instanceof AssetPrice
                || factor instanceof RiskFactor.Basis
                || factor instanceof RiskFactor.Volatility;
    }

    private double second(RiskFactor one, RiskFactor other) {
        return second.getOrDefault(new Two(one, other), 0.0);
    }

    /** ∂V/∂S, whole assets. */
    public double delta(Asset asset) {
        return by(new AssetPrice(asset));
    }

    /** All of one underlying. */
    public Greeks greeks(Asset asset) {
        AssetPrice price = new AssetPrice(asset);
        Volatility volatility = new Volatility(asset);
        OptionDecay decay = new OptionDecay(asset);
        return new Greeks(
                by(price),
                second(price, price),
                by(decay),
                by(volatility),
                second(price, volatility),
                second(volatility, volatility),
                second(price, decay));
    }

    /** What funding pays per year at the rates of now, unit of account; negative where it costs. */
    public double fundingPerYear() {
        return by(new FundingAccrual());
    }

    /** What loans and deposits earn per year at the rates of now, unit of account; negative where they cost. */
    public double interestPerYear() {
        return by(new InterestAccrual());
    }

    /**
     * What a rate of 1.00 more would add to the carry: unit of account per year. A short of a linear perpetual gains by
     * funding, a debt loses by its borrow rate.
     *
     * @param rate funding, borrow or supply rate
     */
    public double carryBy(RiskFactor rate) {
        TimePassed time = switch (rate) {
            case RiskFactor.FundingRate funding -> new FundingAccrual();
            case RiskFactor.BorrowRate borrow -> new InterestAccrual();
            case RiskFactor.SupplyRate supply -> new InterestAccrual();
            default -> throw new IllegalArgumentException(rate + " is paid by nobody as time passes");
        };
        return second(rate, time);
    }
}
