package io.evenkeel.keeper.journal;

import io.evenkeel.keeper.account.IntentId;
import java.time.Instant;

/** One line of an intent's story. */
public record Transition(Instant at, IntentId intentId, IntentState state, String note) {}
