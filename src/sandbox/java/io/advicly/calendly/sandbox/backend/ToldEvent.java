package io.advicly.calendly.sandbox.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import java.time.Instant;

/**
 * What came to the address for events, whoever sent it.
 *
 * @param verified whether it was signed with a secret of the destination, and lately
 * @param content the body
 */
record ToldEvent(String id, Instant receivedAt, boolean verified, JsonNode content) {

    /** Whom it is about; empty for nobody. */
    String user() {
        return content.path("data").path("user_id").asText();
    }

    ObjectNode json() {
        ObjectNode json =
                Json.object()
                        .put("id", id)
                        .put("type", content.path("type").asText())
                        .put("received_at", receivedAt.toString())
                        .put("verified", verified);
        json.set("data", content.path("data"));
        return json;
    }
}
