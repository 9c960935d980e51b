package io.advicly.calendly;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.platform.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the documents say is there, is there.
class DocumentationTest {

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "docs/inside.md"})
    void namesClassesThatExist(String file) throws IOException {
        Set<String> classes = classes();
        List<String> named =
                CLASS_NAME
                        .matcher(Files.readString(Path.of(file)))
                        .results()
                        .map(result -> result.group(1))
                        .toList();

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes).containsAll(named);
    }

    @Test
    void everyProblemIsExplained() throws IOException {
        String problems = Files.readString(Path.of("docs/problems.md"));
        List<String> explained =
                Pattern.compile("^\\| `([a-z-]+)` \\| (\\d+) \\|", Pattern.MULTILINE)
                        .matcher(problems)
                        .results()
                        .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                        .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Stream.of(ProblemType.values())
                                .map(type -> type.code() + " " + type.status())
                                .toList());
    }

    /// Calendly shows it once, and may sign everything with it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/operations.md",
                "docs/first-day.md",
                "k8s/base/deployment.yaml",
                "src/sandbox/resources/META-INF/microprofile-config.properties"
            })
    void everySetUpHasTheApplicationsSigningKey(String file) throws IOException {
        assertThat(Files.readString(Path.of(file)))
                .containsPattern(
                        "CALENDLY_WEBHOOK_APPLICATION_KEYS|calendly.webhook.application-keys=");
    }

    @Test
    void whatIsReadFirstStaysShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(150);
        assertThat(Files.readAllLines(Path.of("ARCHITECTURE.md"))).hasSizeLessThanOrEqualTo(90);
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
