package io.evenkeel.keeper.trigger;

import io.evenkeel.chain.Address;
import io.evenkeel.keeper.cycle.CycleTrigger;
import io.evenkeel.oracles.adapter.headlong.FeedLogs;
import io.evenkeel.oracles.chainlink.FeedEvent;
import io.evenkeel.oracles.chainlink.FeedEvent.LogPosition;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger;
import io.evenkeel.oracles.chainlink.OracleMoveTrigger.Step;
import java.util.List;
import java.util.Optional;

/**
 * A feed's logs to triggers. Safe for several threads: logs come on the subscription's, {@link #acted} on the cycle's.
 * While the line is down the schedule goes on by itself; what was missed is handed over once it is up again, and only
 * the newest answer of that counts.
 */
public final class OracleMoves implements LogListener {
    private final TriggerQueue queue;
    private OracleMoveTrigger trigger;
    private Optional<String> down = Optional.of("not connected yet");

    public OracleMoves(OracleMoveTrigger trigger, TriggerQueue queue) {
        this.trigger = trigger;
        this.queue = queue;
    }

    /** What to subscribe to: the aggregators behind the proxies, which may change; ask the proxies at every start. */
    public static LogFilter filter(List<Address> aggregators) {
        return new LogFilter(aggregators, FeedLogs.topics());
    }

    @Override
    public synchronized void onLog(LogEntry entry) {
        LogPosition position = new LogPosition(entry.blockNumber(), entry.logIndex());
        Optional<FeedEvent> event = FeedLogs.decode(entry.topics(), entry.data(), position);
        if (event.isEmpty()) {
            return;
        }
        Step step = trigger.see(event.get());
        trigger = step.next();
        step.move().ifPresent(move -> queue.offer(new CycleTrigger.OracleMoved(move.at(), move.feed())));
    }

    @Override
    public synchronized void onUp() {
        down = Optional.empty();
    }

    @Override
    public synchronized void onDown(String reason) {
        down = Optional.of(reason);
    }

    /** A cycle has begun, whatever started it: moves count from the newest answer known now. */
    public synchronized void acted() {
        if (trigger.latest().isPresent()) {
            trigger = trigger.actedOn(trigger.latest().get());
        }
    }

    /** Why nothing is heard of the feed; empty while the line is up. */
    public synchronized Optional<String> down() {
        return down;
    }
}
