package io.evenkeel.keeper.journal;

import io.evenkeel.keeper.account.IntentId;
import io.evenkeel.keeper.sign.UnsignedTransaction;
import java.time.Instant;

/** What the guard has permitted, as it is written down before anything is signed. */
public record AttemptRecord(
        AttemptId id, IntentId intentId, Purpose purpose, UnsignedTransaction transaction, Instant permittedAt) {}
