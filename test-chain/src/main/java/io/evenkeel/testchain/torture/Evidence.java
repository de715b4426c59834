package io.evenkeel.testchain.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is kept of a round that went wrong: the journal as it was, and what the keeper said until it was killed. */
final class Evidence {
    private static final String STORY = "story.txt";

    private final Path folder;
    private boolean needed;

    /** @param folder an arena's, with its configuration and its journal */
    Evidence(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Adds to the story, and copies the journal beside it. */
    void keep(int kill, List<Finding> findings, List<String> keeperLines) {
        needed = true;
        List<String> story = new ArrayList<>(List.of("", "After kill " + kill + ":"));
        findings.forEach(finding -> story.add("  " + finding.kind() + ": " + finding.words()));
        story.add("The keeper's last words:");
        keeperLines.forEach(line -> story.add("  " + line));
        try {
            Path journal = folder.resolve("state").resolve("journal.mv.db");
            if (Files.exists(journal)) {
                Path kept = Files.createDirectories(folder.resolve("journal-after-kill-" + kill));
                Files.copy(journal, kept.resolve("journal.mv.db"), StandardCopyOption.REPLACE_EXISTING);
                story.add("The journal as it was: " + kept);
            }
            Files.write(folder.resolve(STORY), story, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes everything, when nothing went wrong. @return whether something is kept */
    boolean tidyUp() {
        if (needed) {
            return true;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return false;
    }
}
