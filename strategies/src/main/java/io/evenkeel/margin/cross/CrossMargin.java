package io.evenkeel.margin.cross;

import io.evenkeel.margin.FirstPassage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One account with several positions behind the same collateral. A model, in whole tokens; the protocols' folders make it
 * from their exact numbers.
 *
 * <p>What an account has beyond what it must keep is linear in the prices, at Perpetual Protocol and at Aave alike:
 *
 * <pre>headroom = cash + Σ weight × price      liquidatable when it is below 0</pre>
 *
 * @param cash money that no price moves
 * @param legs one for each price that matters
 */
public record CrossMargin(double cash, List<Leg> legs) {
    /** Joint moves further than this, a factor of 55, are not looked for. */
    private static final double FARTHEST_LOG = 4;

    private static final int HALVINGS = 60;
    /** Intervals shorter than this in the logarithm of the price hold no more than rounding. */
    private static final double SHORTEST = 1e-13;
    /** Most halvings that a search for the first root may take in all. */
    private static final int MOST_STEPS = 20_000;

    public CrossMargin {
        legs = List.copyOf(legs);
        if (!Double.isFinite(cash)) {
            throw new IllegalArgumentException("cash must be finite, was " + cash);
        }
    }

    /**
     * @param asset what people call it
     * @param price money for one, positive
     * @param weight how many of them count towards the headroom: a perp's size less its part of maintenance, a
     *     supply times its threshold, a debt with a minus
     */
    public record Leg(String asset, double price, double weight) {
        public Leg {
            if (!(price > 0 && Double.isFinite(price) && Double.isFinite(weight))) {
                throw new IllegalArgumentException(asset + ": no such price or weight: " + price + ", " + weight);
            }
        }

        double value() {
            return weight * price;
        }
    }

    /** Money; below 0 the account can be liquidated now. */
    public double headroom() {
        double sum = cash;
        for (Leg leg : legs) {
            sum += leg.value();
        }
        return sum;
    }

    /** The same account with this much more money in it. */
    public CrossMargin withCash(double more) {
        return new CrossMargin(cash + more, legs);
    }

    /**
     * How far a common move has to go for the account to be liquidated on its way, each price following with its own
     * beta: {@code price × e^(beta x)}. The nearest such move is found for certain, also where a further one would make
     * the account safe again.
     *
     * @param betas one for each leg
     * @param direction 1 for a rise of the market, −1 for a fall
     * @return x, positive; 0 when it is there already, empty when no move up to a factor of 55 does it
     */
    public OptionalDouble liquidatingMove(List<Double> betas, int direction) {
        requireOneForEachLeg(betas);
        if (headroom() < 0) {
            return OptionalDouble.of(0);
        }
        double at = 0;
        double step = FARTHEST_LOG;
        for (int i = 0; i < MOST_STEPS && at < FARTHEST_LOG; i++) {
            double end = Math.min(at + step, FARTHEST_LOG);
            if (leastBetween(betas, direction * at, direction * end) > 0) {
                at = end;
                step *= 2;
            } else if (end - at > SHORTEST) {
                step = (end - at) / 2;
            } else {
                return OptionalDouble.of(at);
            }
        }
        return at < FARTHEST_LOG ? OptionalDouble.of(at) : OptionalDouble.empty();
    }

    /** Each leg's value moves one way along the move, so that its least in an interval is at one of the ends. */
    private double leastBetween(List<Double> betas, double from, double to) {
        double sum = cash;
        for (int i = 0; i < legs.size(); i++) {
            double value = legs.get(i).value();
            double beta = betas.get(i);
            sum += Math.min(value * Math.exp(beta * from), value * Math.exp(beta * to));
        }
        return sum;
    }

    /**
     * Probability of being liquidatable at some moment within the horizon, prices without drift. What holds the account
     * up and what it owes are each taken for one lognormal value with the mean and the variance that the sums have at the
     * horizon, and their ratio for a geometric Brownian motion that must not fall to 1. Exact for one price, and for one
     * against cash; an approximation for several (Levy, "Pricing European average rate currency options", 1992, matches
     * moments in the same way).
     */
    public double probability(Comovement prices, Duration horizon) {
        Baskets baskets = Baskets.of(this, prices, horizon);
        if (headroom() < 0 || baskets.held() <= 0) {
            return 1;
        }
        if (baskets.owed() <= 0 || baskets.variance() <= 0) {
            return headroom() > 0 || baskets.owed() <= 0 ? 0 : 1;
        }
        return FirstPassage.oneLevel(
                Math.log(baskets.held() / baskets.owed()), baskets.drift(), Math.sqrt(baskets.variance()));
    }

    /**
     * Money to add (positive), or that could go (negative), for the probability to be at most this; the smallest such sum
     * to 1e-9 of the account's size, and no less than it.
     *
     * @param most above 0 and below 1
     */
    public double cashFor(double most, Comovement prices, Duration horizon) {
        if (!(most > 0 && most < 1)) {
            throw new IllegalArgumentException("probability must lie between 0 and 1, was " + most);
        }
        double size = Math.abs(cash);
        for (Leg leg : legs) {
            size += Math.abs(leg.value());
        }
        double tooLittle = -headroom();
        double enough = tooLittle + Math.max(size, 1);
        for (int i = 0; i < HALVINGS && withCash(enough).probability(prices, horizon) > most; i++) {
            enough += enough - tooLittle;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (tooLittle + enough) / 2;
            if (withCash(middle).probability(prices, horizon) <= most) {
                enough = middle;
            } else {
                tooLittle = middle;
            }
        }
        return enough;
    }

    private void requireOneForEachLeg(List<Double> numbers) {
        if (numbers.size() != legs.size()) {
            throw new IllegalArgumentException("want one for each of " + legs.size() + " legs, was " + numbers);
        }
    }
}
