package io.evenkeel.hedge;

/**
 * What a rule must know of a book that holds options, besides its delta and gamma now.
 *
 * @param curve of everything but the hedge; what has no expiry in it does not change with the time
 * @param yearsToExpiry positive; of several expiries the mean, weighted by the |delta| that each one's hedge holds
 * @param ratePerYear continuous, for discounting from the expiry
 * @param unwindsAtExpiry whether the hedge is sold or bought back at the expiry, and pays for it
 * @param partOfGamma the part of the book's |gamma| that has an expiry, 0 to 1
 */
public record OptionBook(
        BookCurve curve, double yearsToExpiry, double ratePerYear, boolean unwindsAtExpiry, double partOfGamma) {
    public OptionBook {
        if (!(yearsToExpiry > 0 && Double.isFinite(yearsToExpiry))) {
            throw new IllegalArgumentException("time to expiry must be positive, was " + yearsToExpiry);
        }
        if (!Double.isFinite(ratePerYear)) {
            throw new IllegalArgumentException("rate must be finite, was " + ratePerYear);
        }
        if (!(partOfGamma >= 0 && partOfGamma <= 1)) {
            throw new IllegalArgumentException("the part of gamma must be between 0 and 1, was " + partOfGamma);
        }
    }
}
