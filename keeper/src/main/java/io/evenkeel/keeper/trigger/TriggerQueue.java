package io.evenkeel.keeper.trigger;

import io.evenkeel.keeper.cycle.CycleTrigger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue of one. Cycles look at the newest state anyway, so a trigger that finds another one waiting takes its
 * place; how many were replaced is counted and handed out with the survivor.
 */
public final class TriggerQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private @Nullable CycleTrigger waiting;
    private int replaced;

    /** One trigger, and how many others it stands for. */
    public record Taken(CycleTrigger trigger, int coalesced) {}

    public void offer(CycleTrigger trigger) {
        lock.lock();
        try {
            if (waiting != null) {
                replaced++;
            }
            waiting = trigger;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The newest trigger, waiting at most this long for one to come. */
    public Optional<Taken> take(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanosLeft = patience.toNanos();
            while (waiting == null && nanosLeft > 0) {
                nanosLeft = arrived.awaitNanos(nanosLeft);
            }
            return Optional.ofNullable(takeLocked());
        } finally {
            lock.unlock();
        }
    }

    /** The newest trigger if there is one now. */
    public Optional<Taken> poll() {
        lock.lock();
        try {
            return Optional.ofNullable(takeLocked());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Taken takeLocked() {
        if (waiting == null) {
            return null;
        }
        Taken taken = new Taken(waiting, replaced);
        waiting = null;
        replaced = 0;
        return taken;
    }
}
