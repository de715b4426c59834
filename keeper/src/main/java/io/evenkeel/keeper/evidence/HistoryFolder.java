package io.evenkeel.keeper.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where real histories may be, when nobody says: nothing is downloaded, and without them their tables are left out. */
public final class HistoryFolder {
    /** Name of the system property; the environment variable is {@value #VARIABLE}. */
    public static final String PROPERTY = "evenkeel.data";

    public static final String VARIABLE = "EVENKEEL_DATA";

    private HistoryFolder() {}

    /**
     * @param home of the program, beside which the data may lie
     */
    public static Optional<Path> find(@Nullable String property, @Nullable String variable, @Nullable String home) {
        if (property != null) {
            return existing(Path.of(property));
        }
        if (variable != null) {
            return existing(Path.of(variable));
        }
        return home == null ? Optional.empty() : existing(Path.of(home, "..", "shared", "data"));
    }

    private static Optional<Path> existing(Path folder) {
        return Optional.of(folder).filter(Files::isDirectory);
    }
}
