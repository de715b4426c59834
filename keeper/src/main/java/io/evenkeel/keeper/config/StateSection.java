package io.evenkeel.keeper.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The group {@code state}: where the keeper keeps what it must not forget. */
public final class StateSection {
    private static final String POSTGRESQL = "jdbc:postgresql://";

    private StateSection() {}

    /**
     * @param directory journal, orders, status; the journal only while there is no database
     * @param database the journal's, where several keepers share one
     */
    public record State(Path directory, Optional<JournalDatabase> database) {}

    /**
     * A PostgreSQL database.
     *
     * @param url with the driver's settings for TLS; never with a password
     */
    public record JournalDatabase(String url, String user, Path passwordFile) {}

    static State read(ConfigSection section, Path folder) {
        return new State(
                folder.resolve(section.text("directory")),
                section.optionalSection("journal").map(journal -> database(journal.section("postgresql"), folder)));
    }

    private static JournalDatabase database(ConfigSection section, Path folder) {
        String url = section.text("url");
        if (!section.hasProblems() && !url.startsWith(POSTGRESQL)) {
            section.problem("url", "is '" + url + "'; want " + POSTGRESQL + "host/database");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
            section.problem(
                    "url", "holds a password or a user; the password belongs into passwordFile, the user into user");
        }
        return new JournalDatabase(url, section.text("user"), folder.resolve(section.text("passwordFile")));
    }
}
