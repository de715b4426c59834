package io.evenkeel.testchain.vault;

import java.time.Duration;

/**
 * The numbers of a vault's policy. Basis points are of NAV unless said otherwise.
 *
 * @param bandBps half-width of the band around the target
 * @param lossBudgetBps NAV that executions may lose in one epoch
 * @param turnoverBudgetBps delta notional that trades may move in one epoch
 * @param deRiskBudgetBps delta notional that de-risking may move away from the target in one epoch
 * @param doubtBps of the price: half-width of the plausible prices while it is not sure
 * @param marginFloorBps of maintenance: equity below which a venue may only get safer
 * @param topUpCeilingBps of maintenance: equity up to which a restricted venue may be topped up
 * @param slippageBps of the oracle price: how much worse a trade's own limit may be
 * @param aave,perp what each hedge venue may carry
 */
public record EnvelopeNumbers(
        int bandBps,
        int lossBudgetBps,
        int turnoverBudgetBps,
        int deRiskBudgetBps,
        int doubtBps,
        int marginFloorBps,
        int topUpCeilingBps,
        Duration epoch,
        int slippageBps,
        VenueNumbers aave,
        VenueNumbers perp) {
    /** What a venue may carry, and what is taken off its last totals while it cannot be read. */
    public record VenueNumbers(int equityCapBps, int shortCapBps, int haircutBps) {}

    /**
     * What the scenarios run with. The whole hedge of the mix is some 65 % of NAV, so neither venue can carry it alone;
     * the budgets leave room for a day that halves the price and brings it back.
     */
    public static final EnvelopeNumbers OF_THE_SCENARIOS = new EnvelopeNumbers(
            200,
            600,
            150_000,
            300,
            500,
            12_000,
            80_000,
            Duration.ofDays(1),
            300,
            new VenueNumbers(6_000, 6_000, 3_000),
            new VenueNumbers(3_000, 5_000, 5_000));

    public EnvelopeNumbers withCaps(VenueNumbers aaveCaps, VenueNumbers perpCaps) {
        return new EnvelopeNumbers(
                bandBps,
                lossBudgetBps,
                turnoverBudgetBps,
                deRiskBudgetBps,
                doubtBps,
                marginFloorBps,
                topUpCeilingBps,
                epoch,
                slippageBps,
                aaveCaps,
                perpCaps);
    }
}
