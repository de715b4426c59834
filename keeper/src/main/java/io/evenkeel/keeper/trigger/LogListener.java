package io.evenkeel.keeper.trigger;

/** Told of events and of the state of the line they come over. Called from one thread at a time. */
public interface LogListener {
    /** Events in chain order; each at least once, a repetition is possible after a reconnect. */
    void onLog(LogEntry entry);

    /** The line is up and everything missed since it was last up has been handed over. */
    void onUp();

    /** The line is down; it is being tried again. */
    void onDown(String reason);
}
