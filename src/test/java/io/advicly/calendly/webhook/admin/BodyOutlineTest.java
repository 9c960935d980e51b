package io.advicly.calendly.webhook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a body is seen before it is revealed.
class BodyOutlineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void showsWhatIsOfNoPerson() {
        JsonNode outline =
                outline(
                        """
                        {"event": "invitee.created", "created_at": "2026-02-04T13:00:00.000000Z",
                         "payload": {"uri": "https://api.calendly.com/scheduled_events/A/invitees/B",
                          "email": "grace@example.test", "name": "Grace Hopper", "rescheduled": false,
                          "status": "active", "payment": null, "text_reminder_number": "+1 555 0100",
                          "cancel_url": "https://calendly.com/cancellations/B",
                          "questions_and_answers": [{"question": "Why?", "answer": "My knee", "position": 0}]}}
                        """);

        assertThat(outline.toString())
                .doesNotContain("grace", "Grace", "555", "knee", "cancellations", "Why");
        assertThat(outline.at("/event").asText()).isEqualTo("invitee.created");
        assertThat(outline.at("/payload/uri").asText()).endsWith("/invitees/B");
        assertThat(outline.at("/payload/status").asText()).isEqualTo("active");
        assertThat(outline.at("/payload/rescheduled").isBoolean()).isTrue();
        assertThat(outline.at("/payload/payment").isNull()).isTrue();
        assertThat(outline.at("/payload/email").asText()).isEqualTo(BodyOutline.HIDDEN);
        assertThat(outline.at("/payload/questions_and_answers/0/answer").asText())
                .isEqualTo(BodyOutline.HIDDEN);
        assertThat(outline.at("/payload/questions_and_answers/0/position").asText())
                .as("a number that nobody knows to be harmless")
                .isEqualTo(BodyOutline.HIDDEN);
    }

    /// Whatever is in a place where something harmless is expected.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": \"Grace Hopper\"}",
                "{\"uri\": \"grace@example.test\"}",
                "{\"event\": \"call Grace!\"}",
                "{\"Grace Hopper\": true}",
                "{\"type\": [\"Grace\"]}",
                "[\"Grace\"]",
                "\"Grace\"",
                "5550100"
            })
    void hidesAPersonWhereverThereIsOne(String body) {
        assertThat(outline(body).toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("grace", "5550100");
    }

    @Test
    void showsWhatIsBesideSomethingOdd() {
        for (String odd :
                List.of(
                        "\"x\\ud83d\":1",
                        "\"x\":" + "9".repeat(30_000),
                        "\"x\":" + "[".repeat(5_000) + "]".repeat(5_000),
                        "\"" + "n".repeat(60_000) + "\":1")) {
            JsonNode outline = outline("{\"event\":\"invitee.created\"," + odd + "}");

            assertThat(outline.at("/event").asText()).isEqualTo("invitee.created");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{\"event\":"})
    void hasNoOutlineOfWhatIsNoJson(String body) {
        assertThat(BodyOutline.of(JSON, body)).isNull();
    }

    private static JsonNode outline(String body) {
        @Nullable JsonNode outline = BodyOutline.of(JSON, body);
        assertThat(outline).isNotNull();
        return java.util.Objects.requireNonNull(outline);
    }
}
