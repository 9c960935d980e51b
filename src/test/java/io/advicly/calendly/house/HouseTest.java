package io.advicly.calendly.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    @Test
    void nothingIsAboveItsCeiling() {
        assertThat(Ceilings.read(ROOT).brokenBy(findings))
                .as("etc/house --all tells where; what has to be so: etc/house --ceilings")
                .isEmpty();
    }
}
