package io.evenkeel.keeper.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.keeper.config.KeeperConfig.Relay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaySectionTest {
    private static final String KEY = "0123456789abcdefABCDEF".repeat(3).substring(0, 64);
    private static final Map<String, Object> WHOLE =
            Map.of("url", "https://relay.example", "method", "bundle", "publicAfterBlocks", 25, "urgent", "private");

    private final List<ConfigProblem> problems = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("replaced by JUnit");

    @Test
    void without_the_group_everything_is_public() {
        assertThat(RelaySection.read(Optional.empty(), folder)).isEmpty();
    }

    @Test
    void each_key_means_what_it_says() {
        assertThat(read(WHOLE))
                .contains(new Relay(URI.create("https://relay.example"), true, 25, true, Optional.empty()));
        assertThat(read(with("method", "private-transaction", "urgent", "public", "publicAfterBlocks", 1)))
                .contains(new Relay(URI.create("https://relay.example"), false, 1, false, Optional.empty()));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | ws://relay.example | has scheme 'ws'; want http or https",
                "method | flashbots | is 'flashbots'; want one of private-transaction, bundle",
                "publicAfterBlocks | 0 | is 0; want 1 to 25",
                "publicAfterBlocks | 26 | is 26; want 1 to 25",
                "publicAfterBlocks | soon | is 'soon'; want a whole number, as in 1",
                "urgent | never | is 'never'; want one of public, private",
            })
    void a_wrong_value_is_refused_by_name_with_what_is_wanted(String key, String wrong, String message) {
        read(with(key, wrong));

        assertThat(problems).containsExactly(new ConfigProblem("relay." + key, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "method", "publicAfterBlocks", "urgent"})
    void nothing_about_a_relay_that_is_wanted_is_guessed(String key) {
        Map<String, Object> without = new HashMap<>(WHOLE);
        without.remove(key);
        read(without);

        assertThat(problems).containsExactly(new ConfigProblem("relay." + key, "missing; it has no default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x"})
    void the_key_that_signs_requests_is_found_beside_the_configuration(String prefix) throws IOException {
        Files.writeString(folder.resolve("relay.key"), prefix + KEY + "\n");

        assertThat(read(with("authKeyFile", "relay.key")).orElseThrow().authKeyFile())
                .contains(folder.resolve("relay.key"));
        assertThat(problems).isEmpty();
    }

    @Test
    void a_file_of_anything_else_is_refused_and_not_repeated_in_the_message() throws IOException {
        String almost = KEY.substring(1);
        Files.writeString(folder.resolve("relay.key"), almost);
        read(with("authKeyFile", "relay.key"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("relay.authKeyFile");
            assertThat(problem.toString())
                    .contains(folder.resolve("relay.key").toString(), "64 hex digits", "make a key that owns nothing")
                    .doesNotContain(almost);
        });
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        read(with("authKeyFile", "nowhere.key"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("relay.authKeyFile");
            assertThat(problem.toString()).contains("nowhere.key", "cannot be read as 64 hex digits");
        });
    }

    private static Map<String, Object> with(Object... keysAndValues) {
        Map<String, Object> values = new HashMap<>(WHOLE);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    private Optional<Relay> read(Map<String, Object> values) {
        return RelaySection.read(Optional.of(new ConfigSection("relay", values, problems)), folder);
    }
}
