package io.evenkeel.keeper;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Where a library, a clock and each of our own modules may be seen from. */
@AnalyzeClasses(
        packages = "io.evenkeel",
        importOptions = {HouseRulesTest.NoTests.class, HouseRulesTest.NoWrappers.class})
class HouseRulesTest {
    private static final String MAIN = "io.evenkeel.keeper";

    /** Test classes, in whichever folder a full or a quick build puts them. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-classes/");
        }
    }

    /** Generated code obeys its generator. */
    static final class NoWrappers implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/evenkeel/bindings/");
        }
    }

    /** A library's packages, and the only packages of ours that may name them. */
    private static final Map<String, List<String>> ROOM_OF_EACH_LIBRARY = Map.ofEntries(
            Map.entry("org.web3j..", List.of("..adapter.web3j..")),
            Map.entry("io.evenkeel.bindings..", List.of("..adapter.web3j..")),
            Map.entry("io.reactivex..", List.of("..adapter.web3j..")),
            Map.entry("com.esaulpaugh.headlong..", List.of("..adapter.headlong..")),
            Map.entry("okhttp3..", List.of("..adapter.okhttp..")),
            // the websocket reads and writes JSON itself
            Map.entry("tools.jackson..", List.of("..adapter.jackson..", "..adapter.okhttp..")),
            Map.entry("io.github.resilience4j..", List.of("..adapter.resilience4j..")),
            Map.entry("software.amazon.awssdk..", List.of("..adapter.awskms..")),
            Map.entry("org.quartz..", List.of("..adapter.quartz..")),
            Map.entry("org.bouncycastle..", List.of("..adapter.bouncycastle..")),
            Map.entry("de.siegmar.fastcsv..", List.of("..adapter.fastcsv..")),
            Map.entry("org.h2..", List.of("..adapter.jdbc..")),
            Map.entry("org.postgresql..", List.of("..adapter.jdbc..")),
            Map.entry("java.sql..", List.of("..adapter.jdbc..")),
            Map.entry("javax.sql..", List.of("..adapter.jdbc..")),
            Map.entry("picocli..", List.of("..keeper.cli..", MAIN)));

    @TestFactory
    Stream<DynamicTest> each_library_stays_in_its_room() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new NoTests())
                .importPackages("io.evenkeel.keeper", "io.evenkeel.oracles");
        return ROOM_OF_EACH_LIBRARY.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> dynamicTest(
                        entry.getKey() + " in " + entry.getValue(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(entry.getValue().toArray(String[]::new))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(entry.getKey()))
                                .check(ours)));
    }

    @ArchTest
    static final ArchRule decisions_know_no_price_source_and_no_program = noClasses()
            .that()
            .resideOutsideOfPackages("io.evenkeel.keeper..", "io.evenkeel.oracles..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("io.evenkeel.keeper..", "io.evenkeel.oracles..", "io.evenkeel.bindings.."));

    @ArchTest
    static final ArchRule price_sources_know_no_program = noClasses()
            .that()
            .resideInAPackage("io.evenkeel.oracles..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.evenkeel.keeper..", "io.evenkeel.testchain.."));

    @ArchTest
    static final ArchRule the_program_knows_no_test_chain = noClasses()
            .that()
            .resideInAPackage("io.evenkeel.keeper..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.evenkeel.testchain.."));

    /** NullAway only looks where it is told to. */
    @ArchTest
    static final ArchRule every_package_says_that_nothing_in_it_is_null = classes()
            .should(ArchCondition.from(describe(
                    "lie in a package marked @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule only_the_assembly_reads_the_system_clock = noClasses()
            .that()
            .resideOutsideOfPackages(MAIN, "io.evenkeel.keeper.cli..", "..adapter..")
            .should()
            .callMethodWhere(readsTheSystemClock());

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses()
            .should()
            .callMethodWhere(describe(
                    "sleep",
                    call -> call.getName().equals("sleep")
                            && (call.getTargetOwner().isAssignableTo(Thread.class)
                                    || call.getTargetOwner().getFullName().equals("java.util.concurrent.TimeUnit"))));

    private static DescribedPredicate<JavaCall<?>> readsTheSystemClock() {
        return describe("read the system clock", call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getName();
            boolean now = owner.startsWith("java.time.")
                    && method.equals("now")
                    && call.getTarget().getRawParameterTypes().isEmpty();
            boolean systemClock = owner.equals("java.time.Clock") && method.startsWith("system");
            return now || systemClock || owner.equals("java.lang.System") && method.equals("currentTimeMillis");
        });
    }
}
