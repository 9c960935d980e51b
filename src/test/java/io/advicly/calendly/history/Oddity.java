package io.advicly.calendly.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How an answer about subscriptions is odd that nobody documents and a gateway or a change of the
/// API may bring all the same. A [Trouble] is what clients are told to expect.
enum Oddity {
    PLAIN(Map.of("plain", true)),
    EMPTY(Map.of("empty", true)),
    TRUNCATED(Map.of("truncated", true)),
    UNAUTHORIZED(Map.of("status", 401)),
    /// A lie where something is to be deleted, which has to be believed.
    NOT_FOUND(Map.of("status", 404)),
    GONE(Map.of("status", 410)),
    UNPROCESSABLE(Map.of("status", 422)),
    /// Nobody may wait for so long.
    AWAY_FOR_A_DAY(Map.of("status", 503, "headers", Map.of("Retry-After", "86400"))),
    /// To where nobody listens.
    ELSEWHERE(Map.of("status", 302, "headers", Map.of("Location", "http://localhost:9/"))),
    WITHOUT_URI(without("uri")),
    WITHOUT_ORGANIZATION(without("organization")),
    WITHOUT_USER(without("user")),
    WITHOUT_CREATOR(without("creator")),
    OTHER_ADDRESS(replaced("callback_url", "https://other.test/x")),
    OTHER_STATE(replaced("state", "pausing")),
    OTHER_SCOPE(replaced("scope", "group")),
    NO_EVENTS(replaced("events", List.of()));

    static final List<String> ENDPOINTS =
            List.of("webhook_create", "webhook_list", "webhook_delete");

    /// Made by Map.of: nobody can change it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Object> fault;

    Oddity(Map<String, Object> fault) {
        this.fault = fault;
    }

    private static Map<String, Object> without(String field) {
        return Map.of("mangle", Map.of("field", field));
    }

    private static Map<String, Object> replaced(String field, Object value) {
        return Map.of("mangle", Map.of("field", field, "value", value));
    }

    /// Whether it says no, and not that Calendly cannot answer.
    boolean isRefusal() {
        return fault.get("status") instanceof Integer status && status >= 400 && status < 500;
    }

    /// The body of an order at `/_control/faults`.
    Map<String, Object> at(String endpoint, int times) {
        Map<String, Object> order = new HashMap<>(fault);
        order.put("endpoint", endpoint);
        order.put("times", times);
        return order;
    }
}
