package io.evenkeel.testchain.demo;

import io.evenkeel.testchain.vault.EnvelopeNumbers;
import io.evenkeel.testchain.vault.EnvelopeNumbers.VenueNumbers;
import io.evenkeel.testchain.vault.VaultMix;
import java.util.List;

/**
 * Where a scenario is played: what the chain has, what the vault holds and how far it may go.
 *
 * @param extras protocols besides those that every origin has; the vault hedges at each of them, too
 * @param listed what each of the venues of these may carry
 */
public record Setting(List<String> extras, EnvelopeNumbers numbers, VaultMix mix, VenueNumbers listed) {
    /** Two venues, neither of which can carry the hedge alone. */
    public static final Setting USUAL = new Setting(
            List.of(), EnvelopeNumbers.OF_THE_SCENARIOS, VaultMix.OF_THE_SCENARIOS, new VenueNumbers(0, 0, 0));

    /**
     * As many venues as there are. The whole hedge is some 58 % of NAV: any two of them that are left can carry it. No
     * more than 15 % of NAV may sit at one that keeps margin, and idle dollars suffice to open all of it again without
     * Aave, which wants none.
     */
    public static final Setting SEVERAL_VENUES = new Setting(
            List.of("perps-v2"),
            EnvelopeNumbers.OF_THE_SCENARIOS.withCaps(
                    new VenueNumbers(3_000, 4_000, 3_000), new VenueNumbers(1_500, 3_500, 5_000)),
            new VaultMix(2_000_000, 0.45, 0.25, 0.2),
            new VenueNumbers(1_500, 3_500, 5_000));

    public Setting {
        extras = List.copyOf(extras);
    }
}
