package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.advicly.calendly.meeting.detail.Storable;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTest {

    private static final char BACKSLASH = '\\';

    /// `/` stands for a backslash.
    @ParameterizedTest
    @CsvSource({
        "'\"a/u0000b\"', '\"ab\"'",
        "'\"/u0000/u0000\"', '\"\"'",
        "'\"//u0000\"', '\"//u0000\"'",
        "'\"///u0000\"', '\"//\"'",
        "'\"/n/u0000\"', '\"/n\"'",
        "'{\"b\":1,\"a\":\"/u0000\"}', '{\"a\":\"\",\"b\":1}'",
    })
    void leavesOutTheCharacterThatPostgresqlCannotKeep(String json, String stored) {
        assertThat(Storable.canonical(json.replace('/', BACKSLASH)))
                .isEqualTo(stored.replace('/', BACKSLASH));
    }

    /// As PostgreSQL writes them.
    @ParameterizedTest
    @CsvSource({"-0.0, 0.0", "1e22, 10000000000000000000000", "12345678.0, 12345678", "0.1, 0.1"})
    void numbersHaveOneForm(String said, String stored) {
        assertThat(Storable.canonical("[" + said + "]")).isEqualTo("[" + stored + "]");
        assertThat(Storable.canonical("[" + stored + "]")).isEqualTo("[" + stored + "]");
    }

    @Test
    void theOrderOfFieldsMakesNoDifference() {
        assertThat(Storable.canonical("{\"b\":{\"d\":1,\"c\":2},\"a\":[3]}"))
                .isEqualTo(Storable.canonical("{\"a\":[3],\"b\":{\"c\":2,\"d\":1}}"))
                .isEqualTo("{\"a\":[3],\"b\":{\"c\":2,\"d\":1}}");
    }

    /// What could be stored and not be shown was told as 500 for good.
    @Test
    void whatIsNestedWithoutEndIsNoValue() {
        assertThat(Storable.canonical("[".repeat(990) + "]".repeat(990))).isNull();
        assertThat(Storable.canonical("[".repeat(100) + "]".repeat(100))).isNotNull();
    }

    @Test
    void noValueIsNoValue() {
        assertThat(Storable.json(null)).isNull();
        assertThat(Storable.json(NullNode.getInstance())).isNull();
        assertThat(Storable.text(null)).isNull();
    }

    @Test
    void textAndTimesAreCutToWhatCanBeKept() {
        assertThat(Storable.text("a\u0000b")).isEqualTo("ab");
        assertThat(Storable.time(Instant.parse("2026-02-01T12:00:00.123456789Z")))
                .isEqualTo(Instant.parse("2026-02-01T12:00:00.123456Z"));
    }
}
