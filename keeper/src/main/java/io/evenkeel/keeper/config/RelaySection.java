package io.evenkeel.keeper.config;

import io.evenkeel.keeper.config.KeeperConfig.Relay;
import io.evenkeel.keeper.submit.PrivateRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where transactions go that the public pool should not see at first: {@code relay}, optional. */
final class RelaySection {
    private static final Pattern KEY = Pattern.compile("(?:0x)?[0-9a-fA-F]{64}");

    private RelaySection() {}

    static Optional<Relay> read(Optional<ConfigSection> given, Path folder) {
        return given.map(section -> {
            Optional<Path> authKeyFile = section.optionalText("authKeyFile").map(folder::resolve);
            authKeyFile
                    .filter(file -> !holdsAKey(file))
                    .ifPresent(
                            file -> section.problem(
                                    "authKeyFile",
                                    "is '" + file
                                            + "', which cannot be read as 64 hex digits; make a key that owns nothing, or leave it out"));
            return new Relay(
                    section.uri("url", "http", "https"),
                    section.oneOf("method", "private-transaction", "bundle").equals("bundle"),
                    (int) section.integer("publicAfterBlocks", 1, PrivateRoute.MOST_BLOCKS),
                    section.oneOf("urgent", "public", "private").equals("private"),
                    authKeyFile);
        });
    }

    private static boolean holdsAKey(Path file) {
        try {
            return KEY.matcher(Files.readString(file).strip()).matches();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
