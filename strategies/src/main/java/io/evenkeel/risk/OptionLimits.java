package io.evenkeel.risk;

import io.evenkeel.units.Bps;
import io.evenkeel.units.TokenAmount;
import java.time.Duration;
import java.util.Optional;

/**
 * How much curvature the vault may have, and what may be paid to be rid of it. Without these limits no option is ever
 * traded.
 *
 * @param gamma part of NAV that gamma may make of a move of the price by {@code gammaMove}: {@code |Γ| (m S)² / 2}
 * @param gammaMove part of the price
 * @param vega part of NAV that vega may make of a move of the volatility by {@code vegaMove}
 * @param vegaMove absolute: 10 % is from 80 % to 90 %
 * @param horizon over which the risk and the cost of living with it count
 * @param riskAversionPerQuote λ: the certainty equivalent of a variance v (quote²) is {@code λ v / 2}
 * @param volatilityOfVolatility absolute, per square root of a year
 * @param mostPremiumPerPlan,mostPremiumPerDay quote paid for options that are bought; a day is any 24 hours
 * @param write calls against base that is held; without it none is ever sold that is not held
 * @param protect puts for base that is held
 * @param premiumPaid quote paid in the last 24 hours, as far as is known; a running keeper measures it
 */
public record OptionLimits(
        Bps gamma,
        Bps gammaMove,
        Bps vega,
        Bps vegaMove,
        Duration horizon,
        double riskAversionPerQuote,
        double volatilityOfVolatility,
        TokenAmount mostPremiumPerPlan,
        TokenAmount mostPremiumPerDay,
        Optional<OptionProgramme> write,
        Optional<OptionProgramme> protect,
        TokenAmount premiumPaid) {
    public OptionLimits {
        if (gammaMove.value() == 0 || vegaMove.value() == 0) {
            throw new IllegalArgumentException("a limit needs a move that is not 0");
        }
        if (!(riskAversionPerQuote > 0 && Double.isFinite(riskAversionPerQuote))) {
            throw new IllegalArgumentException("risk aversion must be positive, was " + riskAversionPerQuote);
        }
        if (!(volatilityOfVolatility >= 0 && Double.isFinite(volatilityOfVolatility))) {
            throw new IllegalArgumentException(
                    "volatility of volatility must be at least 0, was " + volatilityOfVolatility);
        }
        if (mostPremiumPerDay.compareTo(mostPremiumPerPlan) < 0) {
            throw new IllegalArgumentException(
                    "a day's premium, " + mostPremiumPerDay + ", is less than a plan's, " + mostPremiumPerPlan);
        }
    }

    /** The same with what was paid in the last 24 hours. */
    public OptionLimits withPremiumPaid(TokenAmount paid) {
        return new OptionLimits(
                gamma,
                gammaMove,
                vega,
                vegaMove,
                horizon,
                riskAversionPerQuote,
                volatilityOfVolatility,
                mostPremiumPerPlan,
                mostPremiumPerDay,
                write,
                protect,
                paid);
    }

    /** What one plan may pay now. */
    public TokenAmount premiumLeft() {
        return mostPremiumPerPlan.min(mostPremiumPerDay.minusOrZero(premiumPaid));
    }

    /** Model: the gamma, base per quote, that is just at its limit. */
    public double mostGamma(double price, double navQuote) {
        double move = gammaMove.fraction() * price;
        return gamma.fraction() * navQuote * 2 / (move * move);
    }

    /** Model: the vega, quote per 1.00, that is just at its limit. */
    public double mostVega(double navQuote) {
        return vega.fraction() * navQuote / vegaMove.fraction();
    }

    /** Model: part of NAV that this gamma (base per quote) makes of the move it is limited at. */
    public double gammaUse(double gammaBasePerQuote, double price, double navQuote) {
        double move = gammaMove.fraction() * price;
        return Math.abs(gammaBasePerQuote) * move * move / 2 / navQuote;
    }

    /** Model: part of NAV that this vega (quote per 1.00) makes of the move it is limited at. */
    public double vegaUse(double vegaQuote, double navQuote) {
        return Math.abs(vegaQuote) * vegaMove.fraction() / navQuote;
    }
}
