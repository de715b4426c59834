package io.evenkeel.hedge;

/**
 * How the delta and the gamma of what is hedged, without the hedge itself, depend on price and on the time its options
 * have left. Rules ask for it at a stretched time: a hedge that costs something is the hedge of a longer option.
 * Implementations must not allocate: rules are asked millions of times in a simulation.
 */
@FunctionalInterface
public interface BookCurve {
    /**
     * @param price quote per base, positive
     * @param timeStretch what the time to every expiry is multiplied by, in variance and discount alike, positive
     * @param varianceStretch what the squared volatility is multiplied by besides, positive; the discount stays
     * @param out is overwritten with the book's signs: a short call has delta and gamma below zero
     */
    void at(double price, double timeStretch, double varianceStretch, Point out);

    /** A delta (base) and a gamma (base per quote), to be written over. */
    final class Point {
        public double deltaBase;
        public double gammaBasePerQuote;
    }
}
