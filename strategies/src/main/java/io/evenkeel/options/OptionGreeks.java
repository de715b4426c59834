package io.evenkeel.options;

/**
 * Value and sensitivities of one European option on one unit of base, held long. Quote per base throughout; a position
 * multiplies by its signed size.
 *
 * @param price quote
 * @param delta ∂V/∂S, base
 * @param gamma ∂²V/∂S², base per quote
 * @param theta ∂V/∂t, quote per year of calendar time that passes: negative where the option decays
 * @param vega ∂V/∂σ, quote per 1.00 of volatility (a hundredth of it per percentage point)
 * @param vanna ∂²V/∂S∂σ, base per 1.00 of volatility
 * @param volga ∂²V/∂σ², quote per 1.00 of volatility squared
 * @param charm ∂delta/∂t, base per year of calendar time that passes
 * @param rho ∂V/∂r at a constant yield r − b of the underlying, so that the carry moves with the rate; quote per 1.00
 *     a year
 * @param carryRho ∂V/∂b at a constant rate, quote per 1.00 a year: what a change of the funding or of the yield does
 */
public record OptionGreeks(
        double price,
        double delta,
        double gamma,
        double theta,
        double vega,
        double vanna,
        double volga,
        double charm,
        double rho,
        double carryRho) {}
