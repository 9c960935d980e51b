package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The images find what they copy among what the build has just made: the jar, the native
/// executable, or both.
@Tag("jar")
class DockerfilesIT {

    @Test
    void findWhatTheBuildHasMade() throws IOException {
        boolean jar = Files.exists(Path.of("target/quarkus-app"));
        boolean executable = !Dockerfile.matches("target/*-runner").isEmpty();
        assertThat(jar || executable).as("the build has made something").isTrue();

        if (jar) {
            assertFound("Dockerfile.jvm");
            assertThat(Path.of("target/quarkus-app/quarkus-run.jar")).isRegularFile();
        }
        if (executable) {
            assertThat(assertFound("Dockerfile.native"))
                    .as("one file, as it gets one name in the image")
                    .singleElement()
                    .satisfies(file -> assertThat(file).isExecutable());
        }
    }

    private static List<Path> assertFound(String name) throws IOException {
        DockerIgnore ignore = DockerIgnore.read();
        List<String> sources = Dockerfile.read(Path.of("docker", name)).sources();
        List<Path> found = Dockerfile.matches(sources.getFirst());
        for (String source : sources) {
            assertThat(Dockerfile.matches(source))
                    .as(source)
                    .isNotEmpty()
                    .allMatch(file -> ignore.admits(file.toString()));
        }
        return found;
    }
}
