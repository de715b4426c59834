package io.evenkeel.exposure;

import io.evenkeel.market.Asset;
import io.evenkeel.market.Market;
import io.evenkeel.market.Market.OptionSeries;
import io.evenkeel.market.RangePosition;
import io.evenkeel.market.RiskFactor;
import io.evenkeel.market.RiskFactor.AssetPrice;
import io.evenkeel.market.RiskFactor.BorrowRate;
import io.evenkeel.market.RiskFactor.CarryRate;
import io.evenkeel.market.RiskFactor.DiscountRate;
import io.evenkeel.market.RiskFactor.FundingRate;
import io.evenkeel.market.RiskFactor.SupplyRate;
import io.evenkeel.market.RiskFactor.TimePassed.FundingAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.InterestAccrual;
import io.evenkeel.market.RiskFactor.TimePassed.OptionDecay;
import io.evenkeel.market.RiskFactor.Volatility;
import io.evenkeel.market.TokenPricing;
import io.evenkeel.market.position.Instrument;
import io.evenkeel.market.position.LendingAccount;
import io.evenkeel.market.position.LinearPerp;
import io.evenkeel.market.position.OptionPosition;
import io.evenkeel.market.position.PoolRange;
import io.evenkeel.market.position.PowerPerp;
import io.evenkeel.market.position.Spot;
import io.evenkeel.market.uniswapv3.RangeCurve;
import io.evenkeel.options.EuropeanOption;
import io.evenkeel.options.OptionGreeks;
import io.evenkeel.options.OptionMarket;
import io.evenkeel.units.Token;
import io.evenkeel.units.TokenAmount;
import io.evenkeel.units.Years;
import java.time.Duration;

/**
 * What each kind of position is worth in a market, in its unit of account, as a function of the market's risk factors.
 * One formula per kind; every sensitivity is a derivative of it.
 */
final class Valuation {
    private final Market market;

    Valuation(Market market) {
        this.market = market;
    }

    /** Our part of it. */
    Jet of(LookThrough.Leaf leaf) {
        Jet whole = switch (leaf.instrument()) {
            case Spot spot -> spot(spot);
            case PoolRange range -> range(range);
            case LendingAccount loan -> loan(loan);
            case LinearPerp perp -> linearPerp(perp);
            case PowerPerp perp -> powerPerp(perp);
            case OptionPosition option -> option(option);
        };
        return leaf.part() == 1 ? whole : whole.times(leaf.part());
    }

    private Jet spot(Spot spot) {
        return price(spot.amount().token()).times(spot.amount().wholeAsDouble());
    }

    /**
     * A range holds {@code v(P)} in units of its quote token, with P = x / y the ratio of the two prices:
     *
     * <pre>V(x, y) = y v(x/y)    V_x = base   V_y = quote   V_xx = v''/y   V_xy = −P v''/y   V_yy = P² v''/y</pre>
     */
    private Jet range(PoolRange position) {
        RangePosition range = position.range();
        RangeCurve curve = RangeCurve.of(range);
        Jet x = price(range.baseOwed().token());
        Jet y = price(range.quoteOwed().token());
        double ratio = x.value() / y.value();
        double base = curve.base(ratio) + range.baseOwed().wholeAsDouble();
        double quote = curve.quote(ratio) + range.quoteOwed().wholeAsDouble();
        double curvature = curve.gamma(ratio) / y.value();
        return Jet.composed(
                base * x.value() + quote * y.value(),
                new double[] {base, quote},
                new double[] {curvature, -ratio * curvature, -ratio * curvature, ratio * ratio * curvature},
                x,
                y);
    }

    /** {@code Σ collateral × price × (1 + supply rate × t) − Σ debt × price × (1 + borrow rate × t)}, at t = 0. */
    private Jet loan(LendingAccount loan) {
        Jet time = factor(new InterestAccrual());
        Jet sum = Jet.constant(0);
        for (TokenAmount collateral : loan.collateral()) {
            sum = sum.plus(accrued(collateral, new SupplyRate(loan.market(), collateral.token()), time));
        }
        for (TokenAmount debt : loan.debts()) {
            sum = sum.plus(accrued(debt, new BorrowRate(loan.market(), debt.token()), time)
                    .times(-1));
        }
        return sum;
    }

    private Jet accrued(TokenAmount amount, RiskFactor rate, Jet time) {
        return price(amount.token())
                .times(amount.wholeAsDouble())
                .times(factor(rate).times(time).plus(1));
    }

    /** {@code (cash + size × S × (1 − f t)) × price of the settlement token}, at t = 0: a long pays the funding f. */
    private Jet linearPerp(LinearPerp perp) {
        Jet paid = factor(new FundingRate(perp.market())).times(factor(new FundingAccrual()));
        Jet held = price(perp.size().token())
                .times(perp.size().wholeAsDouble())
                .times(paid.times(-1).plus(1))
                .plus(perp.cash().wholeAsDouble());
        return held.times(settlement(perp, perp.size().token(), perp.cash().token()));
    }

    /**
     * {@code V = amount × normalisation × S^n / scale × e^(f (T − t))} at t = 0, with f the funding it pays in kind per
     * year and T the funding period. The mark is the index times e^(fT) since f is defined as ln(mark / index) / T, and
     * the normalisation falls by e^(−ft). (White, Robinson and others, Power perpetuals,
     * Paradigm 2021, with the funding of Opyn's Squeeth.)
     */
    private Jet powerPerp(PowerPerp perp) {
        PowerPerp.Terms terms = perp.terms();
        Jet spot = price(terms.underlying());
        Jet funding = factor(new FundingRate(terms.market()));
        Jet time = factor(new FundingAccrual());
        double n = terms.power();
        double s = spot.value();
        double f = funding.value();
        double left = Years.of(terms.fundingPeriod()) - time.value();
        double value = perp.amount().wholeAsDouble()
                * market.normalisation(terms.market())
                * Math.pow(s, n)
                / terms.scale()
                * Math.exp(f * left);
        double bySpot = n * value / s;
        return Jet.composed(
                value,
                new double[] {bySpot, left * value, -f * value},
                new double[] {
                    (n - 1) * bySpot / s,
                    left * bySpot,
                    -f * bySpot, //
                    left * bySpot,
                    left * left * value,
                    -value * (1 + f * left), //
                    -f * bySpot,
                    -value * (1 + f * left),
                    0
                },
                spot,
                funding,
                time);
    }

    /**
     * {@code contracts × BlackScholes(S, K, τ, σ, r, b) × price of the settlement token}. In r and b only their first
     * derivatives are kept.
     */
    private Jet option(OptionPosition option) {
        Token base = option.strike().base();
        TokenPricing pricing = market.pricing(base);
        Jet spot = price(base);
        Jet volatility = volatility(option);
        Jet time = factor(new OptionDecay(pricing.asset()));
        Jet rate = factor(new DiscountRate());
        Jet carry = factor(new CarryRate(pricing.asset()));
        OptionGreeks g = new EuropeanOption(option.type(), option.strike().asDouble(), yearsToExpiry(option))
                .greeks(new OptionMarket(spot.value(), volatility.value(), rate.value(), carry.value()));
        Jet one = Jet.composed(
                g.price(),
                // rho moves the carry along with the rate; here each moves alone
                new double[] {g.delta(), g.vega(), g.theta(), g.rho() - g.carryRho(), g.carryRho()},
                new double[] {
                    g.gamma(), g.vanna(), g.charm(), 0, 0, //
                    g.vanna(), g.volga(), 0, 0, 0, //
                    g.charm(), 0, 0, 0, 0, //
                    0, 0, 0, 0, 0, //
                    0, 0, 0, 0, 0
                },
                spot,
                volatility,
                time,
                rate,
                carry);
        return one.times(option.contracts().wholeAsDouble())
                .times(settlement(option, base, option.strike().quote()));
    }

    /** Of this series: the level of its underlying's, and what is added for its strike and expiry. */
    Jet volatility(OptionPosition option) {
        Asset asset = market.pricing(option.strike().base()).asset();
        return factor(new Volatility(asset))
                .plus(market.volatilityOffset(new OptionSeries(option.strike(), option.expiry())));
    }

    /** At least 0. */
    double yearsToExpiry(OptionPosition option) {
        Asset asset = market.pricing(option.strike().base()).asset();
        double passed = market.level(new OptionDecay(asset));
        return Math.max(0, Years.of(Duration.between(market.at(), option.expiry())) - passed);
    }

    /**
     * Price of the token that a contract pays in.
     *
     * @throws IllegalArgumentException when it moves with what the contract follows: one token for one unit of account
     *     is then not what such a contract pays
     */
    Jet settlement(Instrument contract, Token underlying, Token settlement) {
        Asset followed = market.pricing(underlying).asset();
        if (market.pricing(settlement).asset().equals(followed)) {
            throw new IllegalArgumentException(contract.name() + " is settled in what it follows, " + followed);
        }
        return price(settlement);
    }

    /** Unit of account for one whole token. */
    private Jet price(Token token) {
        TokenPricing pricing = market.pricing(token);
        Jet asset = factor(new AssetPrice(pricing.asset()));
        return switch (pricing) {
            case TokenPricing.Plain plain -> asset;
            case TokenPricing.Staked staked ->
                asset.times(factor(staked.basis())).times(staked.rate());
        };
    }

    private Jet factor(RiskFactor factor) {
        return Jet.of(factor, market.level(factor));
    }
}
