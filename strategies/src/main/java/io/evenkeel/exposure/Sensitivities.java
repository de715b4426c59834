package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.TimePassed;
import io.evenkeel.market.RiskFactor.TimePassed.FundingAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.InterestAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.RiskFactor.Volatility;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A value and how it moves with each risk factor. Model numbers in the market's unit of account; what nothing depends
 * on has a sensitivity of 0.
 */
public final class Sensitivities {
    private final Jet jet;

    Sensitivities(Jet jet) {
        this.jet = jet;
    }

    /** Unit of account. */
    public double value() {
        return jet.value();
    }

    /** All that the value depends on. */
    public Set<RiskFactor> factors() {
        return new LinkedHashSet<>(jet.factors());
    }

    /** ∂V/∂factor: unit of account per unit of the factor (a rate or a volatility of 1.00, a year that passes). */
    public double by(RiskFactor factor) {
        return jet.first(factor);
    }

    /**
     * ∂²V/∂one∂other for prices, bases and volatilities, in any combination: what the delta by one of them changes by
     * when the other moves, such as the ETH delta of a short settled in a stablecoin that loses its peg.
     */
    public double cross(RiskFactor one, RiskFactor other) {
        if (!isMarketFactor(one) || !isMarketFactor(other)) {
            throw new IllegalArgumentException("no second derivative is kept by " + one + " and " + other);
        }
        return jet.second(one, other);
    }

    private static boolean isMarketFactor(RiskFactor factor) {
        return factor instanceof AssetPrice
                || factor instanceof RiskFactor.Basis
                || factor instanceof RiskFactor.Volatility;
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
                jet.second(price, price),
                by(decay),
                by(volatility),
                jet.second(price, volatility),
                jet.second(volatility, volatility),
                jet.second(price, decay));
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
        return jet.second(rate, time);
    }
}
