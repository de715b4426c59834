package io.evenkeel.keeper.journal;

import io.evenkeel.keeper.sign.SignedTransaction;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt as the journal knows it now.
 *
 * @param signed empty until the signed bytes are on disk; while it is, they cannot have been sent
 * @param firstSentAt when a node first took the bytes, as far as known; may be empty although one did
 * @param voided given up before its bytes were on disk: proven never sent, its nonce is free again
 */
public record AttemptEntry(
        AttemptRecord record, Optional<SignedTransaction> signed, Optional<Instant> firstSentAt, boolean voided) {}
