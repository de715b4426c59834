package io.evenkeel.keeper.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol that can be traded has its folder in each of the five places, as the page beside them says. */
class ProtocolRoomsTest {
    /** Maven runs a module's tests in its folder. */
    private static final Path REPOSITORY = Path.of("..");

    private static final Path PAGE = REPOSITORY.resolve("keeper/src/main/java/io/evenkeel/keeper/venue/README.md");
    private static final List<String> MODULES_WITH_TESTS = List.of("strategies", "keeper", "test-chain");

    /** In the order of the page. */
    private enum Place {
        ORIGIN("test-chain/protocols", ""),
        BINDINGS("contracts-bindings/src/main/abi", ""),
        GAUGE("solidity/contracts/gauges", "Gauge.sol"),
        MARGIN("strategies/src/main/java/io/evenkeel/margin", ""),
        VENUE("keeper/src/main/java/io/evenkeel/keeper/venue", "");

        private final String folder;
        private final String ending;

        Place(String folder, String ending) {
            this.folder = folder;
            this.ending = ending;
        }

        /** A later generation of a protocol may live with the earlier; a double says that it is one. */
        boolean has(String protocol) {
            String wanted = plain(protocol);
            try (Stream<Path> entries = Files.list(REPOSITORY.resolve(folder))) {
                return entries.filter(this::isRoom)
                        .map(entry -> entry.getFileName().toString())
                        .map(name -> plain(name.substring(0, name.length() - ending.length())))
                        .anyMatch(room -> wanted.startsWith(room) || room.equals(wanted + "double"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isRoom(Path entry) {
            return ending.isEmpty()
                    ? Files.isDirectory(entry)
                    : entry.getFileName().toString().endsWith(ending);
        }

        private static String plain(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        }
    }

    static List<String> traded() {
        return VenueRegistry.protocols().stream()
                .filter(VenueProtocol::hedges)
                .map(VenueProtocol::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("traded")
    void aProtocolHasItsFolderInEachOfTheFivePlaces(String protocol) {
        assertThat(Place.values())
                .allSatisfy(place -> assertThat(place.has(protocol))
                        .as(protocol + " has nothing in " + place.folder)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("traded")
    void aProtocolNamesItsRefusals(String protocol) {
        RevertTable table = VenueRegistry.protocol(protocol).orElseThrow().reverts();

        assertThat(table.byCode()).as(protocol + " names no refusal").isNotEmpty();
    }

    @Test
    void aProtocolThatIsNowhereIsFoundNowhere() {
        assertThat(Place.values()).noneMatch(place -> place.has("nowhere-v9"));
    }

    @Test
    void thePageNamesTheFivePlacesInOrderAndTestsThatAreThere() throws IOException {
        String page = Files.readString(PAGE);

        int after = 0;
        for (Place place : Place.values()) {
            assertThat(page.indexOf("`" + place.folder, after)).as(place.folder).isPositive();
            after = page.indexOf("`" + place.folder, after);
        }
        List<String> named = Pattern.compile("`(\\w+Test)`")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    private static Set<String> tests() throws IOException {
        Stream<String> names = Stream.empty();
        for (String module : MODULES_WITH_TESTS) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(module).resolve("src/test/java"))) {
                List<String> found =
                        files.map(file -> file.getFileName().toString()).toList();
                names = Stream.concat(names, found.stream());
            }
        }
        return names.filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }
}
