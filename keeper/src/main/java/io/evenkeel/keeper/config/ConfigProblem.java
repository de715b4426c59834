package io.evenkeel.keeper.config;

/** One thing wrong with the configuration: the key, what it is now, what is wanted and how to mend it. */
public record ConfigProblem(String key, String message) {
    @Override
    public String toString() {
        return key + ": " + message;
    }
}
