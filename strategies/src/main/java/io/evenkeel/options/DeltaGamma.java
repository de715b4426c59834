package io.evenkeel.options;

/**
 * Delta and gamma of one strike, for loops that hedge and need nothing else. Reused from call to call and not safe
 * between threads; {@link BlackScholes#deltaGamma} fills it. Units are those of {@link OptionGreeks}.
 */
public final class DeltaGamma {
    final Terms terms = new Terms();
    double gamma;

    public double callDelta() {
        return terms.carryDiscount * terms.upper1;
    }

    public double putDelta() {
        return -terms.carryDiscount * terms.lower1;
    }

    /** The same for call and put. */
    public double gamma() {
        return gamma;
    }
}
