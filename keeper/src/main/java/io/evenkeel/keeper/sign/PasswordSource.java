package io.evenkeel.keeper.sign;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a password comes from: a file or a person, never an argument or the environment. */
public interface PasswordSource {
    /** More than anybody types. */
    int MOST_STREAMED_BYTES = 4096;

    PasswordOutcome read();

    sealed interface PasswordOutcome {
        /** The reader's to wipe. */
        record Password(char[] characters) implements PasswordOutcome {}

        record NoPassword(String reason) implements PasswordOutcome {}
    }

    /** The first line of a file, UTF-8. */
    static PasswordSource file(Path file) {
        return () -> {
            byte[] content;
            try {
                content = Files.readAllBytes(file);
            } catch (NoSuchFileException e) {
                return new PasswordOutcome.NoPassword("password file " + file + " does not exist");
            } catch (IOException e) {
                return new PasswordOutcome.NoPassword("password file " + file + " cannot be read");
            }
            try {
                return firstLine("password file " + file, content);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        };
    }

    /** Asks without showing what is typed. */
    static PasswordSource console(String prompt) {
        return () -> {
            Console console = System.console();
            char @Nullable [] typed = console == null ? null : console.readPassword("%s", prompt);
            return typed == null || typed.length == 0
                    ? new PasswordOutcome.NoPassword(
                            "no password was typed, or there is no terminal to type it on; a password file can be named")
                    : new PasswordOutcome.Password(typed);
        };
    }

    /**
     * The first line of what is given to the program, UTF-8.
     *
     * @param name what a message calls it
     */
    static PasswordSource stream(InputStream in, String name) {
        return () -> {
            byte[] content;
            try {
                content = in.readNBytes(MOST_STREAMED_BYTES);
            } catch (IOException e) {
                return new PasswordOutcome.NoPassword(name + " cannot be read");
            }
            try {
                return firstLine(name, content);
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        };
    }

    private static PasswordOutcome firstLine(String name, byte[] content) {
        CharBuffer characters;
        try {
            characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException e) {
            return new PasswordOutcome.NoPassword(name + " is not UTF-8 text");
        }
        int length = 0;
        while (length < characters.length() && characters.charAt(length) != '\n' && characters.charAt(length) != '\r') {
            length++;
        }
        char[] password = new char[length];
        characters.get(password, 0, length);
        Arrays.fill(characters.array(), '\0');
        return length == 0
                ? new PasswordOutcome.NoPassword(name + " is empty")
                : new PasswordOutcome.Password(password);
    }
}
