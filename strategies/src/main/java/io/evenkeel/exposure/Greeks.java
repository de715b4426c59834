package io.evenkeel.exposure;

/**
 * How a value moves with the price and the volatility of one asset and with the time of its options. Model, in the unit
 * of account per whole asset; long is positive.
 *
 * @param delta ∂V/∂S, whole assets
 * @param gamma ∂²V/∂S², assets per unit of price
 * @param theta ∂V/∂t of options alone, unit of account per year that passes: negative where they decay
 * @param vega ∂V/∂σ, unit of account per 1.00 of volatility
 * @param vanna ∂²V/∂S∂σ, assets per 1.00 of volatility
 * @param volga ∂²V/∂σ², unit of account per 1.00 of volatility squared
 * @param charm ∂²V/∂S∂t of options alone, assets per year that passes
 */
public record Greeks(double delta, double gamma, double theta, double vega, double vanna, double volga, double charm) {
    public static final Greeks NONE = new Greeks(0, 0, 0, 0, 0, 0, 0);

    /** Of what has no option in it. */
    public static Greeks of(double delta, double gamma) {
        return new Greeks(delta, gamma, 0, 0, 0, 0, 0);
    }

    public Greeks plus(Greeks other) {
        return new Greeks(
                delta + other.delta,
                gamma + other.gamma,
                theta + other.theta,
                vega + other.vega,
                vanna + other.vanna,
                volga + other.volga,
                charm + other.charm);
    }

    /** The same in units of which each is worth this much of the present one: of a quote token, not of the dollar. */
    Greeks inUnitsOf(double unit) {
        return new Greeks(delta, gamma * unit, theta / unit, vega / unit, vanna, volga / unit, charm);
    }
}
