package io.evenkeel.keeper.cycle;

import java.time.Instant;

/** Why a cycle runs. {@code at} is the chain's time where the trigger came from the chain. */
public sealed interface CycleTrigger {
    Instant at();

    record Schedule(Instant at) implements CycleTrigger {}

    record OracleMoved(Instant at, String feed) implements CycleTrigger {}

    record NewBlock(Instant at, long number) implements CycleTrigger {}

    record Margin(Instant at, String venue) implements CycleTrigger {}

    /** @param words which venues can no longer be read, or can be again */
    record VenuesChanged(Instant at, String words) implements CycleTrigger {}

    record Operator(Instant at, String command) implements CycleTrigger {}
}
