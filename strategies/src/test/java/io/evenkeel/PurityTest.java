package io.evenkeel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * A decision is a function of what it is given. What could make the same snapshot lead to another plan tomorrow, or on
 * another machine, is refused here.
 */
@AnalyzeClasses(packages = "io.evenkeel", importOptions = PurityTest.NoTests.class)
class PurityTest {
    /** Test classes, in whichever folder a full or a quick build puts them. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("test-classes/");
        }
    }

    private static final Set<String> IMPURE_SYSTEM_METHODS = Set.of(
            "currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties", "exit", "load", "loadLibrary");
    private static final Set<String> SYSTEM_CLOCKS = Set.of("system", "systemUTC", "systemDefaultZone", "tick");
    private static final Set<String> RANDOM_SOURCES =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    @ArchTest
    static final ArchRule decisions_see_the_jdk_and_one_numerics_library = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "io.evenkeel..", "org.jspecify.annotations..", "org.hipparchus.."));

    @ArchTest
    static final ArchRule no_input_no_output = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "java.rmi..",
                    "java.sql..",
                    "java.util.logging..",
                    "java.util.prefs.."));

    @ArchTest
    static final ArchRule no_threads = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                    .or(describe("java.lang.Thread", type -> type.isAssignableTo(Thread.class)))
                    .or(describe("java.util.Timer", type -> type.isAssignableTo(java.util.Timer.class))));

    @ArchTest
    static final ArchRule time_is_an_argument = noClasses().should().callMethodWhere(readsAClock());

    @ArchTest
    static final ArchRule chance_has_a_seed = noClasses().should().callCodeUnitWhere(drawsWithoutASeed());

    @ArchTest
    static final ArchRule nothing_from_the_process = noClasses()
            .should()
            .accessTargetWhere(describe("reaches into the process", PurityTest::reachesIntoTheProcess));

    @ArchTest
    static final ArchRule units_and_chain_stand_on_nothing_else_of_ours = noClasses()
            .that()
            .resideInAnyPackage("io.evenkeel.units..", "io.evenkeel.chain..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.evenkeel..")
                    .and(resideOutsideOfPackages("io.evenkeel.units..", "io.evenkeel.chain..")));

    @ArchTest
    static final ArchRule what_is_seen_knows_nothing_of_what_is_decided = noClasses()
            .that()
            .resideInAnyPackage("io.evenkeel.chain..", "io.evenkeel.market..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.evenkeel.risk..", "io.evenkeel.hedge..", "io.evenkeel.allocate..", "io.evenkeel.plan..");

    private static DescribedPredicate<JavaCall<?>> readsAClock() {
        return describe("read a clock", call -> {
            String owner = call.getTargetOwner().getFullName();
            String method = call.getName();
            return owner.startsWith("java.time.") && method.equals("now")
                    || owner.equals("java.time.Clock") && SYSTEM_CLOCKS.contains(method)
                    || owner.equals("java.util.Date");
        });
    }

    private static DescribedPredicate<JavaCall<?>> drawsWithoutASeed() {
        return describe("draw without a seed", call -> {
            String owner = call.getTargetOwner().getFullName();
            boolean withoutArguments = call.getTarget().getRawParameterTypes().isEmpty();
            return RANDOM_SOURCES.contains(owner) && call.getName().equals("<init>") && withoutArguments
                    || owner.equals("java.lang.Math") && call.getName().equals("random")
                    || owner.equals("java.util.UUID") && call.getName().equals("randomUUID");
        });
    }

    private static boolean reachesIntoTheProcess(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        boolean systemStream = Set.of("in", "out", "err").contains(access.getName());
        return owner.equals("java.lang.System") && (IMPURE_SYSTEM_METHODS.contains(access.getName()) || systemStream)
                || owner.equals("java.lang.Runtime")
                || owner.equals("java.lang.ProcessBuilder");
    }
}
