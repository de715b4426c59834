package io.evenkeel.testchain.demo;

import io.evenkeel.testchain.vault.EnvelopeNumbers;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import io.evenkeel.testchain.vault.VaultMix;
import java.time.Duration;
import java.util.List;

/**
 * Where a scenario is played: what the chain has, what the vault holds and how far it may go.
 *
 * @param extras protocols besides those that every origin has; the vault hedges at each of them, too
 * @param listed what each of the venues of these may carry
 * @param step from one price of the path to the next, a minute at least
 * @param optionLimits the configuration's {@code limits.options}, in braces; empty: none are dealt in
 */
public record Setting(
        List<String> extras,
        EnvelopeNumbers numbers,
        VaultMix mix,
        VenueNumbers listed,
        Duration step,
        String optionLimits) {
    /** Two venues, neither of which can carry the hedge alone. */
    public static final Setting USUAL = new Setting(
            List.of(), EnvelopeNumbers.OF_THE_SCENARIOS, VaultMix.OF_THE_SCENARIOS, new VenueNumbers(0, 0, 0));

    /**
     * As many venues as there are. The whole hedge is some 58 % of NAV: any two of them that are left can carry it. No
     * more than 15 % of NAV may sit at one that keeps margin, and idle dollars suffice to open all of it again without
     * Aave, which wants none.
     */
    public static final Setting SEVERAL_VENUES = new Setting(
            List.of("perps-v2", "gmx-v2-double"),
            EnvelopeNumbers.OF_THE_SCENARIOS.withCaps(
                    new VenueNumbers(3_000, 4_000, 3_000), new VenueNumbers(1_500, 3_500, 5_000)),
            new VaultMix(2_000_000, 0.45, 0.25, 0.2),
            new VenueNumbers(1_500, 3_500, 5_000));

    /**
     * A vault that writes calls on a part of its ETH and protects some of it by puts, for as long as an option runs: a
     * day passes from one price to the next, and the keeper acts once in it. Its range is small, and the calls bring it
     * near its limit on gamma: as they come nearer to their end they pass it.
     */
    public static final Setting OPTION_WRITER = new Setting(
            List.of("lyra"),
            EnvelopeNumbers.OF_THE_SCENARIOS,
            new VaultMix(1_000_000, 0.6, 0.03, 0.2),
            new VenueNumbers(2_000, 2_000, 5_000),
            Duration.ofDays(1),
            """
            {gamma: 0.09 %, gammaMove: 10 %, vega: 1 %, vegaMove: 10 %, horizon: 5d, riskAversionPerQuote: 0.02,
                  volatilityOfVolatility: 0.9, mostPremiumPerPlan: 10000, mostPremiumPerDay: 20000,
                  write: {part: 12 %, delta: 0.42, leastToExpiry: 20d, mostToExpiry: 40d},
                  protect: {part: 2 %, delta: 0.25, leastToExpiry: 20d, mostToExpiry: 40d}}""");

    public Setting {
        extras = List.copyOf(extras);
    }

    /** A minute a step, and no options. */
    public Setting(List<String> extras, EnvelopeNumbers numbers, VaultMix mix, VenueNumbers listed) {
        this(extras, numbers, mix, listed, Duration.ofMinutes(1), "");
    }

    public boolean dealsInOptions() {
        return !optionLimits.isEmpty();
    }
}
