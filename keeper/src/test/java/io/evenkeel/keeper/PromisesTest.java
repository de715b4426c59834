package io.evenkeel.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise on the keeper's pages names a test, and the test is there. */
class PromisesTest {
    /** Maven runs a module's tests in its folder. */
    private static final Path REPOSITORY = Path.of("..");

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))`");
    private static final List<String> MODULES_WITH_TESTS = List.of("strategies", "keeper", "test-chain");

    @ParameterizedTest
    @ValueSource(strings = {"SENDING.md", "KEYS.md"})
    void everyPromiseNamesATestThatIsThere(String page) throws IOException {
        Set<String> tests = tests();
        List<String> promises = promises(REPOSITORY.resolve("keeper").resolve(page));
        assertThat(promises).isNotEmpty();
        for (String promise : promises) {
            List<String> named =
                    TEST.matcher(promise).results().map(found -> found.group(1)).toList();
            assertThat(named).as(promise).isNotEmpty();
            assertThat(tests).as(promise).containsAll(named);
        }
    }

    /** The lines of the tables that are headed so. */
    private static List<String> promises(Path page) throws IOException {
        String text = Files.readString(page);
        return Pattern.compile("^\\| Promise \\| Shown by \\|\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .flatMap(table -> table.lines().skip(2))
                .toList();
    }

    private static Set<String> tests() throws IOException {
        Stream<String> names = Stream.empty();
        for (String module : MODULES_WITH_TESTS) {
            Path sources = REPOSITORY.resolve(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(sources)) {
                names = Stream.concat(
                        names,
                        files
                                .map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".java"))
                                .toList()
                                .stream());
            }
        }
        return names.map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }
}
