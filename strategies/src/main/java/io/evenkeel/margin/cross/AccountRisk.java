package io.evenkeel.margin.cross;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How near an account with several positions is to its end. Model numbers, money whole.
 *
 * @param headroom money beyond what must be kept; below 0 it can be liquidated now
 * @param rise,fall of the market, as parts of its price, that liquidate the account when each price follows with its own
 *     beta; empty where no such move does
 * @param probability of liquidation within the horizon
 * @param cashForLimit money to add (positive), or that could go (negative), for the probability to be at the limit
 */
public record AccountRisk(
        double headroom, OptionalDouble rise, OptionalDouble fall, double probability, double cashForLimit) {
    /**
     * @param betas one for each leg, against the market that moves them
     * @param most the limit on the probability, above 0 and below 1
     */
    public static AccountRisk of(
            CrossMargin account, List<Double> betas, Comovement prices, Duration horizon, double most) {
        return new AccountRisk(
                account.headroom(),
                part(account.liquidatingMove(betas, 1), 1),
                part(account.liquidatingMove(betas, -1), -1),
                account.probability(prices, horizon),
                account.cashFor(most, prices, horizon));
    }

    private static OptionalDouble part(OptionalDouble move, int direction) {
        return move.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.abs(Math.expm1(direction * move.getAsDouble())));
    }
}
