package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be known of the images without building them.
class DockerfilesTest {

    static Stream<Path> dockerfiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docker"))) {
            return files.toList().stream();
        }
    }

    @Test
    void areTwo() throws IOException {
        assertThat(dockerfiles().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("Dockerfile.jvm", "Dockerfile.native");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void leaveTheChoiceOfTheBaseToTheBuilder(Path file) throws IOException {
        Dockerfile dockerfile = Dockerfile.read(file);

        assertThat(dockerfile.only("FROM")).isEqualTo("${BASE}");
        assertThat(dockerfile.only("ARG"))
                .as("a short name with a version, and no registry")
                .matches("BASE=[a-z-]+:[a-z0-9-]+")
                .doesNotContain("latest");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void runAsNobodySpecial(Path file) throws IOException {
        Dockerfile dockerfile = Dockerfile.read(file);

        assertThat(dockerfile.only("USER")).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(dockerfile.only("EXPOSE")).isEqualTo("8080 9000");
        assertThat(dockerfile.only("ENTRYPOINT")).startsWith("[\"").endsWith("\"]");
        assertThat(dockerfile.all("RUN")).as("nothing is installed").isEmpty();
        assertThat(dockerfile.all("ADD")).isEmpty();
        assertThat(dockerfile.all("ENV")).as("configuration comes from outside").isEmpty();
    }

    /// Else a full heap is a process that goes on without doing its work.
    @ParameterizedTest
    @MethodSource("dockerfiles")
    void endWhenTheHeapIsFull(Path file) throws IOException {
        assertThat(Dockerfile.read(file).only("ENTRYPOINT"))
                .contains("\"-XX:+ExitOnOutOfMemoryError\"");
    }

    @Test
    void boundTheHeapInsideTheContainersLimit() throws IOException {
        assertThat(Dockerfile.read(Path.of("docker/Dockerfile.jvm")).only("ENTRYPOINT"))
                .contains("\"-XX:MaxRAMPercentage=75\"");
        assertThat(Dockerfile.read(Path.of("docker/Dockerfile.native")).heapMegabytes())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void copyOnlyWhatIsLetIn(Path file) throws IOException {
        DockerIgnore ignore = DockerIgnore.read();

        assertThat(Dockerfile.read(file).sources())
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(ignore.admits(source.replace("*", "x"))).as(source).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                ".git/config",
                "pom.xml",
                "k8s/base/deployment.yaml",
                "src/main/resources/application.properties",
                "target/classes/application.properties",
                "target/test-classes/io/advicly/calendly/sandbox/Example.class",
                "target/sandbox/quarkus-app/quarkus-run.jar",
                "target/sandbox/calendly-connect-1-runner",
                "target/calendly-connect-1.jar"
            })
    void keepEverythingElseOut(String file) throws IOException {
        assertThat(DockerIgnore.read().admits(file)).isFalse();
    }
}
