package io.advicly.calendly.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// What browsers and backends send.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ReadTextsTest {

    @Inject ObjectMapper json;

    @Test
    void aBodyIsCleanedWhenItIsRead() throws JsonProcessingException {
        String sent = "\"a\\u0000b\\ud800\"";

        assertThat(json.readValue(sent, String.class)).isEqualTo("ab\ufffd");
        assertThat(json.readValue("[" + sent + "]", JsonNode.class).get(0).asText())
                .isEqualTo("ab\ufffd");
    }
}
