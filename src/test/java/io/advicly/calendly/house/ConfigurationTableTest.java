package io.advicly.calendly.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationTableTest {

    @Test
    void theFileIsWhatTheSettingsSay() throws IOException {
        assertThat(Files.readString(ConfigurationTable.FILE))
                .as("etc/configuration writes " + ConfigurationTable.FILE)
                .isEqualTo(ConfigurationTable.text());
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(ConfigurationTable.rows())
                .hasSizeGreaterThan(90)
                .allSatisfy(row -> assertThat(row.words()).as(row.key()).isNotEmpty());
    }

    /// One row in both, and no key that there is not.
    @Test
    void theReadmeNamesKeysThatExist() throws IOException {
        List<String> named =
                Pattern.compile("^\\| `(calendly\\.[^`]+)`", Pattern.MULTILINE)
                        .matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(row -> row.group(1))
                        .toList();

        assertThat(named).isNotEmpty().doesNotHaveDuplicates();
        assertThat(ConfigurationTable.rows().stream().map(ConfigurationTable.Row::key))
                .containsAll(named);
    }
}
