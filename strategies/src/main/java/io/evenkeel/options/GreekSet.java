package io.evenkeel.options;

/**
 * Value and Greeks of a call and a put of one strike, for loops. Reused from call to call and not safe between threads;
 * {@link BlackScholes#evaluate} fills it. Units and signs are those of {@link OptionGreeks}, which is the same as a
 * value.
 */
public final class GreekSet {
    final Terms terms = new Terms();
    double callPrice;
    double putPrice;
    double callDelta;
    double putDelta;
    double gamma;
    double callTheta;
    double putTheta;
    double vega;
    double vanna;
    double volga;
    double callCharm;
    double putCharm;
    double callRho;
    double putRho;
    double callCarryRho;
    double putCarryRho;

    public double callPrice() {
        return callPrice;
    }

    public double putPrice() {
        return putPrice;
    }

    public double callDelta() {
        return callDelta;
    }

    public double putDelta() {
        return putDelta;
    }

    /** The same for call and put, like vega, vanna and volga. */
    public double gamma() {
        return gamma;
    }

    public double callTheta() {
        return callTheta;
    }

    public double putTheta() {
        return putTheta;
    }

    public double vega() {
        return vega;
    }

    public double vanna() {
        return vanna;
    }

    public double volga() {
        return volga;
    }

    public double callCharm() {
        return callCharm;
    }

    public double putCharm() {
        return putCharm;
    }

    public double callRho() {
        return callRho;
    }

    public double putRho() {
        return putRho;
    }

    public double callCarryRho() {
        return callCarryRho;
    }

    public double putCarryRho() {
        return putCarryRho;
    }

    /** One side of it as a value that stays. */
    public OptionGreeks of(OptionType type) {
        return switch (type) {
            case CALL ->
                new OptionGreeks(
                        callPrice, callDelta, gamma, callTheta, vega, vanna, volga, callCharm, callRho, callCarryRho);
            case PUT ->
                new OptionGreeks(
                        putPrice, putDelta, gamma, putTheta, vega, vanna, volga, putCharm, putRho, putCarryRho);
        };
    }
}
