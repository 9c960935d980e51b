package io.advicly.calendly.meeting.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.platform.text.CleanText;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A value on its own is written as it is inside of something else.
class StorableTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyLetterIsWrittenAsJson() throws JsonProcessingException {
        for (char letter = 0; letter < Character.MAX_VALUE; letter++) {
            String text = "a" + letter + "b";

            String written = Storable.json(TextNode.valueOf(text));

            assertThat(JSON.readTree(written).textValue()).isEqualTo(CleanText.of(text));
            assertThat(written).isEqualTo(inside(TextNode.valueOf(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "0", "-1", "7", "9007199254740993", "1.5", "-0.0"})
    void valuesAreWrittenAsJson(String json) throws JsonProcessingException {
        JsonNode value = JSON.readTree(json);

        assertThat(Storable.json(value)).isEqualTo(inside(value));
    }

    private static String inside(JsonNode value) {
        String array =
                Objects.requireNonNull(
                        Storable.json(JsonNodeFactory.instance.arrayNode().add(value)));
        assertThat(array).startsWith("[").endsWith("]");
        return array.substring(1, array.length() - 1);
    }

    /// Whoever reads it with the limits of a usual parser could read nothing beside it.
    @Test
    void aNumberThatNobodyReadsIsNone() throws IOException {
        String number = "9".repeat(1_001);
        JsonNode said =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNumberLength(2_000)
                                                        .build())
                                        .build())
                        .build()
                        .readTree("{\"a\":[%s,12345678901234567890]}".formatted(number));

        assertThat(Storable.json(said)).isEqualTo("{\"a\":[null,12345678901234567890]}");
    }
}
