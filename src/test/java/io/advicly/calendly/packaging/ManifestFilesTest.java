package io.advicly.calendly.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every manifest as it stands in the repository, and the reader that the checks rely on. Needs no
/// renderer; what the overlays render to is checked by `KubernetesManifestsTest`.
class ManifestFilesTest {

    private static final String DEPLOYMENT =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: example
            spec:
              template:
                spec:
                  containers:
                    - name: example
                      ports:
                        - containerPort: 8080
                      env:
                        - name: A
                          value: "true"
                      securityContext:
                        readOnlyRootFilesystem: true
            """;

    static Stream<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void holdsOnlyWhatTheApiKnows(Path manifest) throws IOException {
        assertThat(StrictManifests.parse(Files.readString(manifest)))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.getMetadata().getName()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void holdsNoSecret(Path manifest) throws IOException {
        assertThat(StrictManifests.parse(Files.readString(manifest)))
                .extracting(HasMetadata::getKind)
                .doesNotContain("Secret");
    }

    @Test
    void readsAWellFormedObject() throws IOException {
        List<HasMetadata> objects = StrictManifests.parse(DEPLOYMENT);

        assertThat(objects).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "readOnlyRootFilesystem: true -> readOnlyRootFileSystem: true",
                "containerPort: 8080 -> containerport: 8080",
                "containerPort: 8080 -> containerPort: \"8080\"",
                "containerPort: 8080 -> containerPort: http",
                "value: \"true\" -> value: true",
                "value: \"true\" -> value: 1",
                "readOnlyRootFilesystem: true -> readOnlyRootFilesystem: \"true\"",
                "name: example -> labels: {a: 1}",
                "name: example -> labels: {a: true}",
                "spec: -> sepc:",
                "kind: Deployment -> kind: Deploymnet",
                "apiVersion: apps/v1 -> apiVersion: apps/v1beta1",
                "metadata: -> metadata: {}\nmetadata:"
            })
    void refusesAMistake(String change) {
        String[] sides = change.split(" -> ", 2);
        String wrong = DEPLOYMENT.replaceFirst(Pattern.quote(sides[0]), sides[1]);
        assertThat(wrong).isNotEqualTo(DEPLOYMENT);

        assertThatThrownBy(() -> StrictManifests.parse(wrong))
                .isInstanceOfAny(
                        MismatchedInputException.class,
                        JsonParseException.class,
                        IllegalArgumentException.class);
    }

    @Test
    void namesTheFieldThatIsMisspelled() {
        String wrong = DEPLOYMENT.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

        assertThatThrownBy(() -> StrictManifests.parse(wrong))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("readOnlyRootFileSystem");
    }
}
