package io.evenkeel.testchain.demo;

import io.evenkeel.keeper.cycle.CycleOutcome;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.keeper.settle.SettlementOutcome;
import io.evenkeel.market.MarketSnapshot;
import java.time.Instant;

/** What a play tells whoever listens, in the order in which it happens. Times are the chain's. */
public sealed interface Happening {
    Instant at();

    /** The scenario did something to the market. */
    record Struck(Instant at, Scenario.Event event) implements Happening {}

    /** @param requests what the keeper asked its node for */
    record CycleRan(Instant at, CycleTrigger trigger, CycleOutcome outcome, long requests) implements Happening {}

    record Settled(Instant at, SettlementOutcome outcome) implements Happening {}

    /** @param after the vault, read at the block that includes the keeper's transaction */
    record Confirmed(Instant at, MarketSnapshot after) implements Happening {}

    /** A minute is over. Both vaults, read at one block. */
    record MinutePassed(Instant at, MarketSnapshot hedged, MarketSnapshot unhedged) implements Happening {}
}
