package io.advicly.calendly.house;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The sizes that a stranger finds their way in. What was worse before the rule was there may stay,
/// and not become worse: see [Ceilings].
class HouseTest {

    private static final int LINES_OF_A_FILE = 400;

    private static final Path ROOT = Path.of("");

    private static Findings findings;

    @BeforeAll
    static void read() {
        findings = new Findings(SourceReader.read(ROOT));
    }

    @Test
    void readsAllThereIs() {
        assertThat(findings.files()).hasSizeGreaterThan(1_000);
        assertThat(findings.files())
                .filteredOn(file -> file.path().endsWith("house/HouseTest.java"))
                .singleElement()
                .satisfies(file -> assertThat(file.types()).containsExactly("HouseTest"));
    }

    @Test
    void noFileIsTooLong() {
        assertThat(findings.longerThan(LINES_OF_A_FILE)).isEmpty();
    }

    /// A search for a name leads to one type, in the service or in the sandbox.
    @Test
    void noNameIsGivenTwice() {
        Map<String, Long> files =
                findings.files().stream()
                        .map(SourceFile::path)
                        .filter(path -> path.matches("src/(main|sandbox)/java/.*\\.java"))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .filter(name -> !name.equals("package-info.java"))
                        .collect(groupingBy(name -> name, counting()));
        assertThat(files).allSatisfy((name, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void nothingIsAboveItsCeiling() {
        assertThat(Ceilings.read(ROOT).brokenBy(findings))
                .as("etc/house --all tells where; what has to be so: etc/house --ceilings")
                .isEmpty();
    }
}
