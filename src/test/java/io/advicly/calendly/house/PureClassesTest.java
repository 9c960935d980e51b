package io.advicly.calendly.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing pure is forgotten by the mutation tests, and nothing is called pure that is not.
class PureClassesTest {

    private static final Pattern CALLED_PURE = Pattern.compile("`(\\w+)` \\(pure");

    private static final Pattern EFFECTS =
            Pattern.compile(
                    "^import (io\\.smallrye\\.mutiny\\.(Uni|Multi)|.*\\.Pool;|jakarta\\.persistence|io\\.quarkus\\.hibernate|java\\.sql\\.(Connection|Statement|DriverManager)|java\\.net\\.http)",
                    Pattern.MULTILINE);

    @Test
    void whatTheDocumentsCallPureIsMarked() {
        List<String> marked = PureClasses.marked().stream().map(PureClassesTest::name).toList();
        Stream<String> called =
                CALLED_PURE
                        .matcher(PureClasses.read(Path.of("docs/inside.md")))
                        .results()
                        .map((MatchResult it) -> it.group(1));

        assertThat(called).hasSizeGreaterThan(5).isSubsetOf(marked);
    }

    @Test
    void whatIsMarkedHasNoEffects() {
        assertThat(PureClasses.marked())
                .hasSizeGreaterThan(80)
                .allSatisfy(
                        file -> assertThat(PureClasses.read(file)).doesNotContainPattern(EFFECTS));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
