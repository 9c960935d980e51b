package io.advicly.calendly.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import java.util.List;

/// What the token endpoint was asked.
final class TokenCalls {

    private TokenCalls() {}

    static List<JsonNode> refreshes() {
        return Calendar.requests("token").stream()
                .filter(it -> it.get("grant_type").asText().equals("refresh_token"))
                .toList();
    }

    /// Of authorization codes.
    static List<JsonNode> exchanges() {
        return Calendar.requests("token").stream()
                .filter(it -> it.get("grant_type").asText().equals("authorization_code"))
                .toList();
    }

    /// Those that Calendly counts for an account: not the last ones of people whom a reset has
    /// forgotten.
    static List<JsonNode> of(String account) {
        return Calendar.requests("token").stream()
                .filter(it -> it.path("account").asText().equals(account))
                .toList();
    }

    static void forget() {
        Calendar.control("DELETE", "/_control/requests", null, 204);
    }
}
