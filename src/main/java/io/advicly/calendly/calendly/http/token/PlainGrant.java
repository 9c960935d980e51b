package io.advicly.calendly.calendly.http.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/// What we need of a grant's answer, each field of the type that Calendly documents. Pure.
///
/// The OIDC client fails where another field than the tokens is odd, and a grant that is refused
/// for that is lost: what was sent for it is used up.
final class PlainGrant {

    /// "Access token: 2 h" (calendly-api 1.3), for an answer that does not say.
    static final Duration USUAL_LIFE = Duration.ofHours(2);

    private static final List<String> TEXTS =
            List.of("access_token", "refresh_token", "scope", "owner", "organization");

    private PlainGrant() {}

    /// @param answer with both tokens
    static ObjectNode of(JsonNode answer) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (String field : TEXTS) {
            JsonNode text = answer.path(field);
            if (text.isTextual()) {
                plain.set(field, text);
            }
        }
        return plain.put("expires_in", seconds(answer.path("expires_in")));
    }

    private static long seconds(JsonNode life) {
        String text =
                life.isFloatingPointNumber()
                        ? String.valueOf((long) life.doubleValue()) // which may be infinite
                        : life.asText();
        return text.matches("[1-9]\\d{0,8}") ? Long.parseLong(text) : USUAL_LIFE.toSeconds();
    }
}
