package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The images find what they copy among what the build has just made.
class DockerfilesIT {

    @Test
    void jvmImageFindsItsParts() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("target/quarkus-app")), "this build made no jar");
        Dockerfile dockerfile = Dockerfile.read(Path.of("docker/Dockerfile.jvm"));

        assertFound(dockerfile);
        assertThat(dockerfile.only("ENTRYPOINT")).contains("\"/app/quarkus-run.jar\"");
        assertThat(Path.of("target/quarkus-app/quarkus-run.jar")).isRegularFile();
    }

    @Test
    void nativeImageFindsItsExecutable() throws IOException {
        Dockerfile dockerfile = Dockerfile.read(Path.of("docker/Dockerfile.native"));
        Assumptions.assumeFalse(
                Dockerfile.matches("target/*-runner").isEmpty(), "this build made no executable");

        assertThat(Dockerfile.matches(dockerfile.sources().getFirst()))
                .as("one file, as it gets one name in the image")
                .singleElement()
                .satisfies(executable -> assertThat(executable).isExecutable());
        assertFound(dockerfile);
    }

    private static void assertFound(Dockerfile dockerfile) throws IOException {
        DockerIgnore ignore = DockerIgnore.read();
        for (String source : dockerfile.sources()) {
            assertThat(Dockerfile.matches(source))
                    .as(source)
                    .isNotEmpty()
                    .allMatch(file -> ignore.admits(file.toString()));
        }
    }
}
