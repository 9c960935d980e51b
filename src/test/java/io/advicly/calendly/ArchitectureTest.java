package io.advicly.calendly;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the design, for the code that goes to production. */
class ArchitectureTest {

    static final String ROOT = "io.advicly.calendly";

    static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/calendly/sandbox/"))
                    .importPackages(ROOT);

    /** Who may import whom; everything may import security and platform besides. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        arrows.put("console", Set.of());
        arrows.put("session", Set.of("lifecycle", "sync"));
        arrows.put("backend", Set.of("lifecycle", "connection", "meeting", "feed"));
        // ADR 30: a purge empties the inbox and the meetings itself.
        arrows.put(
                "lifecycle",
                Set.of("connection", "subscription", "sync", "webhook", "meeting", "feed"));
        arrows.put("subscription", Set.of("connection", "calendly", "feed"));
        arrows.put("sync", Set.of("connection", "calendly", "meeting", "feed"));
        arrows.put("webhook", Set.of("subscription", "meeting", "calendly", "feed"));
        // ADR 6: the projection takes Calendly's records as they are.
        arrows.put("meeting", Set.of("connection", "calendly", "feed"));
        arrows.put("destination", Set.of("feed"));
        arrows.put("connection", Set.of("calendly", "feed"));
        arrows.put("feed", Set.of());
        arrows.put("calendly", Set.of());
        arrows.put("security", Set.of());
        arrows.put("platform", Set.of());
        return arrows;
    }

    static Stream<Map.Entry<String, Set<String>>> packages() {
        return ARROWS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyAlongTheArrows(Map.Entry<String, Set<String>> arrow) {
        Set<String> allowed =
                Stream.concat(
                                Stream.of(arrow.getKey(), "security", "platform"),
                                arrow.getValue().stream())
                        .collect(Collectors.toSet());
        String[] forbidden =
                ARROWS.keySet().stream()
                        .filter(name -> !allowed.contains(name))
                        .map(name -> ROOT + "." + name + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + arrow.getKey() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CODE);
    }

    @Test
    void knowsEveryPackage() {
        Set<String> found =
                CODE.stream()
                        .map(it -> it.getPackageName().substring(ROOT.length()))
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.split("\\.", -1)[1])
                        .collect(Collectors.toSet());
        assertThat(found).isEqualTo(ARROWS.keySet());
    }

    @Test
    void hasNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void everySettingIsReadBeforeTheStart() throws IOException {
        String listed =
                Files.readString(Path.of("src/main/java/io/advicly/calendly/StartCheck.java"));
        for (JavaClass settings : CODE) {
            if (settings.isAnnotatedWith(ConfigMapping.class)) {
                assertThat(listed.replaceAll("\\s+", " "))
                        .as("StartCheck names the settings and their prefix")
                        .contains(
                                settings.getSimpleName()
                                        + ".class, \""
                                        + settings.getAnnotationOfType(ConfigMapping.class).prefix()
                                        + "\"");
            }
        }
    }

    /**
     * One for each thing that somebody works on fills the lock table of the whole server (ADR 18).
     */
    @Test
    void takesAdvisoryLocksOnlyWhereTheyAreCounted() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            List<String> lockers =
                    files.filter(Files::isRegularFile)
                            .filter(ArchitectureTest::takesAnAdvisoryLock)
                            .map(file -> file.getFileName().toString())
                            .toList();
            assertThat(lockers)
                    .containsExactlyInAnyOrder(
                            "Roll.java",
                            "Departure.java",
                            "MeetingRepository.java",
                            "ErasureRepository.java",
                            "GrantRepository.java",
                            "TokenCallRepository.java");
        }
    }

    private static boolean takesAnAdvisoryLock(Path file) {
        try {
            return Files.readString(file).matches("(?s).*pg_(try_)?advisory.*");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void nobodyImportsTheSandbox() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".sandbox..")
                .check(CODE);
    }

    @Test
    void onlyTheCalendlyPackageKnowsItsHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".calendly..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs.client..",
                        "org.eclipse.microprofile.rest.client..",
                        "io.quarkus.oidc.client..",
                        "io.quarkus.rest.client..")
                .check(CODE);
    }

    @Test
    void neverBlocks() {
        noClasses()
                .should()
                .callMethodWhere(named(Uni.class, "await", "awaitUsing"))
                .orShould()
                .callMethodWhere(named(Thread.class, "sleep", "join"))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.common.annotation.Blocking")
                .check(CODE);
    }

    @Test
    void neverMergesOverASession() {
        noClasses()
                .that(dependOn(PanacheRepositoryBase.class))
                .should()
                .callMethodWhere(named(Uni.class, "combine", "join"))
                .orShould()
                .callMethodWhere(
                        describe(
                                "transformToUniAndMerge",
                                call ->
                                        call.getTarget()
                                                .getName()
                                                .equals("transformToUniAndMerge")))
                .check(CODE);
    }

    /// Removing an entity flushes a session whose answer may come on another thread, where the
    /// session refuses to go on (HR000069). A statement does not.
    @Test
    void deletesByStatement() {
        noClasses()
                .should()
                .callMethodWhere(
                        describe(
                                "deleteById",
                                call -> call.getTarget().getName().equals("deleteById")))
                .check(CODE);
    }

    @Test
    void hasOneClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".platform..")
                .should()
                .callMethodWhere(named(Instant.class, "now"))
                .orShould()
                .callMethodWhere(named(Clock.class, "systemUTC", "systemDefaultZone", "system"))
                .orShould()
                .callMethodWhere(named(System.class, "currentTimeMillis"))
                .check(CODE);
    }

    @Test
    void injectsByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void usesOneKindOfTransaction() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$SessionFactory")
                .check(CODE);
    }

    @Test
    void schedulesReactively() {
        methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .should()
                .haveRawReturnType(Uni.class)
                .check(CODE);
    }

    @Test
    void opensTransactionsOnlyOnReactiveMethods() {
        methods()
                .that()
                .areAnnotatedWith(WithTransaction.class)
                .should()
                .haveRawReturnType(Uni.class)
                .andShould(be(notPrivate()))
                .check(CODE);
    }

    @Test
    void marksNullInEveryPackage() {
        List<String> unmarked =
                CODE.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(it -> !it.getName().equals(ROOT))
                        .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                        .map(it -> it.getName())
                        .toList();
        assertThat(unmarked).isEmpty();
    }

    @Test
    void namesClassesForWhatTheyDo() {
        ArchRule rule =
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Impl");
        rule.check(CODE);
    }

    @Test
    void keepsFieldsThatHoldSecretsSecret() {
        noFields()
                .that()
                .haveNameMatching("(?i).*(clientSecret|password)")
                .should()
                .haveRawType(String.class)
                .allowEmptyShould(true)
                .check(CODE);
        fields().that()
                .haveNameMatching("signingKey")
                .and()
                // The wire record is what is sent.
                .areDeclaredInClassesThat()
                .haveSimpleNameNotEndingWith("Wire")
                .should()
                .notHaveRawType(String.class)
                .check(CODE);
    }

    private static DescribedPredicate<JavaMethod> notPrivate() {
        return describe(
                "visible to the interceptor",
                method -> !method.getModifiers().contains(JavaModifier.PRIVATE));
    }

    private static DescribedPredicate<JavaClass> dependOn(Class<?> type) {
        return describe(
                "depend on " + type.getSimpleName(),
                candidate ->
                        candidate.getDirectDependenciesFromSelf().stream()
                                .anyMatch(it -> it.getTargetClass().isAssignableTo(type)));
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> named(
            Class<?> owner, String... names) {
        Set<String> all = Arrays.stream(names).collect(Collectors.toSet());
        return describe(
                owner.getSimpleName() + "." + all,
                call ->
                        call.getTargetOwner().isEquivalentTo(owner)
                                && all.contains(call.getTarget().getName()));
    }
}
