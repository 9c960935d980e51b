package io.advicly.calendly;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static io.advicly.calendly.ArchitectureTest.CODE;
import static io.advicly.calendly.ArchitectureTest.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows inside the features, which [Rooms] lists, and the size of their rooms.
class RoomsTest {

    /// Compiled among the tests, unless the service is built together with it.
    private static final JavaClasses SANDBOX =
            new ClassFileImporter()
                    .importPackages(ROOT + ".sandbox")
                    .that(describe("are of the sandbox itself", RoomsTest::isOfTheSandbox));

    private static boolean isOfTheSandbox(JavaClass type) {
        String file = type.getName().replaceAll("\\$.*", "").replace('.', '/') + ".java";
        return Files.exists(Path.of("src/sandbox/java", file));
    }

    @Test
    void everyRoomStandsInTheList() {
        assertThat(SANDBOX).hasSizeGreaterThan(200);
        assertThat(everyClass())
                .filteredOn(type -> !Rooms.feature(type).isEmpty())
                .filteredOn(type -> !type.getSimpleName().equals("package-info"))
                .allMatch(type -> Rooms.floor(type) >= 0, "is in a room of Rooms' list");
    }

    @Test
    void roomsUseOnlyWhatStandsBelow() {
        List<String> climbs =
                everyClass()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(RoomsTest::climbs)
                        .map(Dependency::getDescription)
                        .toList();
        assertThat(climbs).isEmpty();
    }

    private static Stream<JavaClass> everyClass() {
        return Stream.concat(CODE.stream(), SANDBOX.stream());
    }

    private static boolean climbs(Dependency arrow) {
        JavaClass from = arrow.getOriginClass();
        JavaClass to = arrow.getTargetClass();
        return to.getPackageName().startsWith(ROOT)
                && Rooms.feature(from).equals(Rooms.feature(to))
                && Rooms.floor(from) > Rooms.floor(to);
    }

    @Test
    void roomsAreSmall() {
        Map<String, Long> types =
                everyClass()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));
        assertThat(types.entrySet()).allMatch(room -> room.getValue() <= Rooms.MOST_TYPES);
    }

    /// A row is its feature's own, and public only where another room of the feature reads it.
    @Test
    void keepsRowsAndRepositoriesInTheirFeature() {
        for (JavaClass type : CODE) {
            if (type.isAnnotatedWith(Entity.class)
                    || type.isAssignableTo(PanacheRepositoryBase.class)) {
                Set<JavaClass> readers =
                        type.getDirectDependenciesToSelf().stream()
                                .map(Dependency::getOriginClass)
                                .collect(Collectors.toSet());
                assertThat(readers)
                        .as("who reads " + type.getName())
                        .allMatch(it -> Rooms.feature(it).equals(Rooms.feature(type)));
                assertThat(type.getModifiers().contains(JavaModifier.PUBLIC))
                        .as(type.getName() + " is public for another room")
                        .isEqualTo(
                                readers.stream()
                                        .anyMatch(it -> !Rooms.room(it).equals(Rooms.room(type))));
            }
        }
    }
}
