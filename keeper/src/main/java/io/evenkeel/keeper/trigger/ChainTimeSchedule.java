package io.evenkeel.keeper.trigger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that counts the chain's time instead of the wall clock's: due at the first block at or after each whole
 * multiple of the interval since the first block seen. Used where a chain is played faster than life, so that the same
 * chain gives the same cycles.
 */
public final class ChainTimeSchedule {
    private final Duration every;
    private @Nullable Instant next;

    public ChainTimeSchedule(Duration every) {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("a schedule needs a positive interval, was " + every);
        }
        this.every = every;
    }

    /** Whether the schedule is due at this block's time; asking marks it done. */
    public boolean dueAt(Instant blockTimestamp) {
        if (next == null) {
            next = blockTimestamp;
        }
        if (blockTimestamp.isBefore(next)) {
            return false;
        }
        long missed = Duration.between(next, blockTimestamp).dividedBy(every);
        next = next.plus(every.multipliedBy(missed + 1));
        return true;
    }
}
