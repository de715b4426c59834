package io.evenkeel.oracles.chainlink;

import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import io.evenkeel.units.Bps;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts a cycle when a feed's answer has moved far enough since a cycle last looked. A value: every step gives the
 * next one.
 *
 * <p>It compares answers, not events, so a log that is seen twice changes nothing, and after a lost connection only
 * the newest of the logs that were missed counts. Those are read again from {@link #backfillFrom}.
 *
 * @param threshold the smallest move that starts a cycle; positive
 * @param actedOn the answer the last cycle saw; empty before the first
 * @param latest the newest answer known
 * @param seenTo the newest log known
 */
public record OracleMoveTrigger(
        String feed, Bps threshold, Optional<BigInteger> actedOn, Optional<BigInteger> latest, LogPosition seenTo) {
    private static final BigInteger BPS_ONE = BigInteger.valueOf(10_000);

    public OracleMoveTrigger {
        if (threshold.value() == 0) {
            throw new IllegalArgumentException(feed + ": a threshold of zero would start a cycle with every round");
        }
    }

    public static OracleMoveTrigger of(String feed, Bps threshold) {
        return new OracleMoveTrigger(feed, threshold, Optional.empty(), Optional.empty(), LogPosition.BEFORE_ALL);
    }

    /**
     * @param next carries on from here
     * @param move present when a cycle should run now
     */
    public record Step(OracleMoveTrigger next, Optional<Move> move) {}

    /** @param at the chain's time of the answer */
    public record Move(String feed, Instant at, Optional<BigInteger> from, BigInteger to) {}

    /** A log, in any order. One that is older than the newest known is ignored. */
    public Step see(FeedEvent event) {
        if (event.position().compareTo(seenTo) < 0) {
            return new Step(this, Optional.empty());
        }
        return switch (event) {
            case FeedEvent.NewRound round ->
                new Step(new OracleMoveTrigger(feed, threshold, actedOn, latest, round.position()), Optional.empty());
            case FeedEvent.AnswerUpdated update -> {
                OracleMoveTrigger next = new OracleMoveTrigger(
                        feed, threshold, actedOn, Optional.of(update.answer()), update.position());
                yield new Step(
                        next,
                        next.hasMoved()
                                ? Optional.of(new Move(feed, update.updatedAt(), actedOn, update.answer()))
                                : Optional.empty());
            }
        };
    }

    /** A cycle has read this answer: moves count from here. */
    public OracleMoveTrigger actedOn(BigInteger answer) {
        return new OracleMoveTrigger(feed, threshold, Optional.of(answer), latest, seenTo);
    }

    /** Whether the newest answer is far enough from the one last acted on. True while nothing was acted on yet. */
    public boolean hasMoved() {
        if (latest.isEmpty()) {
            return false;
        }
        if (actedOn.isEmpty() || actedOn.get().signum() <= 0) {
            return true;
        }
        BigInteger moved = latest.get().subtract(actedOn.get()).abs().multiply(BPS_ONE);
        return moved.compareTo(actedOn.get().multiply(BigInteger.valueOf(threshold.value()))) >= 0;
    }

    /**
     * First block whose logs have to be read again after the connection was lost. Goes back {@code reorganisation}
     * blocks, since those may have been replaced meanwhile.
     */
    public long backfillFrom(long reorganisation) {
        return Math.max(0, seenTo.blockNumber() - reorganisation);
    }
}
