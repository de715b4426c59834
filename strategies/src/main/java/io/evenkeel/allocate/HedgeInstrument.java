package io.evenkeel.allocate;

/**
 * An option, or anything with gamma and vega, that can be bought or sold. Per unit of it, in the conventions of the
 * options package: delta in base, gamma in base per quote of price, vega in quote per 1.00 of volatility.
 *
 * @param costPerUnit quote lost by trading one: half the spread, fee, gas and the carry of its margin; at least 0
 * @param impactPerUnit quote by which each one traded makes the next dearer; at least 0
 * @param mostBought,mostSold units; 0 where there is no offer
 */
public record HedgeInstrument(
        String name,
        double delta,
        double gamma,
        double vega,
        double costPerUnit,
        double impactPerUnit,
        double mostBought,
        double mostSold) {
    public HedgeInstrument {
        if (!(costPerUnit >= 0 && impactPerUnit >= 0)) {
            throw new IllegalArgumentException(name + ": trading must not earn: " + costPerUnit + ", " + impactPerUnit);
        }
        boolean finite = Double.isFinite(delta) && Double.isFinite(gamma) && Double.isFinite(vega);
        if (!(finite && mostBought >= 0 && mostSold >= 0 && Double.isFinite(mostBought + mostSold))) {
            throw new IllegalArgumentException(name + ": needs finite Greeks and amounts of at least 0");
        }
    }
}
