package io.evenkeel.keeper.cli;

import io.evenkeel.keeper.trigger.LogEntry;
import io.evenkeel.keeper.trigger.LogListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator when the line the oracle's answers come over goes down and comes back, once each. */
final class OracleLine implements LogListener {
    private static final Logger LOG = LoggerFactory.getLogger("evenkeel");

    private final LogListener listener;
    private boolean up;
    private boolean toldDown;

    OracleLine(LogListener listener) {
        this.listener = listener;
    }

    @Override
    public void onLog(LogEntry entry) {
        listener.onLog(entry);
    }

    @Override
    public void onUp() {
        if (!up) {
            LOG.info("the oracle's line is up: a move starts a cycle at once");
        }
        up = true;
        toldDown = false;
        listener.onUp();
    }

    @Override
    public void onDown(String reason) {
        if (!toldDown) {
            LOG.warn("the oracle's line is down ({}): only the schedule starts cycles until it is back", reason);
        }
        up = false;
        toldDown = true;
        listener.onDown(reason);
    }
}
