package io.advicly.calendly.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sandbox's control API, as tests use it.
public final class Calendar {

    private Calendar() {}

    public static void reset() {
        control("POST", "/_control/reset", null, 200, 204);
    }

    /// What a booking made.
    public record Booking(String event, String invitee) {}

    public static Booking book(String eventType, String name) {
        JsonNode made =
                control(
                        "POST",
                        "/_control/bookings",
                        Map.of(
                                "event_type",
                                eventType,
                                "name",
                                name,
                                "email",
                                name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')
                                        + "@example.test"),
                        200,
                        201);
        return new Booking(made.at("/event").asText(), made.at("/invitee").asText());
    }

    /// Books the account's own event type.
    public static Booking bookWith(String account, String name) {
        JsonNode made =
                control(
                        "POST",
                        "/_control/bookings",
                        Map.of("host", account, "name", name, "email", "grace@example.test"),
                        200,
                        201);
        return new Booking(made.at("/event").asText(), made.at("/invitee").asText());
    }

    public static void cancel(Booking booking) {
        String id = booking.invitee().substring(booking.invitee().lastIndexOf('/') + 1);
        control(
                "POST",
                "/_control/bookings/" + id + "/cancel",
                Map.of("reason", "Conflict"),
                200,
                201);
    }

    /// Grants at Calendly that are still good.
    public static long livingGrants(String account) {
        return list(control("GET", "/_control/grants?account=" + account, null, 200), "grants")
                .stream()
                .filter(it -> !it.get("revoked").asBoolean())
                .filter(it ->
                        it.get("access_tokens_alive").asInt()
                                        + it.get("refresh_tokens_alive").asInt()
                                > 0)
                .count();
    }

    /// Refresh tokens at Calendly that are still good: what can outlive a disconnect by more than
    /// the two hours of an access token that a refresh has replaced.
    public static long livingRefreshTokens(String account) {
        return list(control("GET", "/_control/grants?account=" + account, null, 200), "grants")
                .stream()
                .filter(it -> !it.get("revoked").asBoolean())
                .mapToLong(it -> it.get("refresh_tokens_alive").asInt())
                .sum();
    }

    /// Access tokens at Calendly that are still good, those that a refresh has replaced too.
    public static long livingAccessTokens(String account) {
        return list(control("GET", "/_control/grants?account=" + account, null, 200), "grants")
                .stream()
                .mapToLong(it -> it.get("access_tokens_alive").asInt())
                .sum();
    }

    /// Subscriptions that somebody has left behind.
    public static void leave(int count, String callbackUrl, String creator) {
        control(
                "POST",
                "/_control/subscriptions",
                Map.of(
                        "callback_url",
                        callbackUrl,
                        "count",
                        count,
                        "creator",
                        creator,
                        "scope",
                        "organization"),
                200,
                201);
    }

    public static void switchTo(String name, Object position) {
        control("PATCH", "/_control/switches", Map.of(name, position), 200);
    }

    public static void fault(Map<String, Object> fault) {
        control("POST", "/_control/faults", fault, 200, 201);
    }

    public static void clearFaults() {
        control("DELETE", "/_control/faults", null, 200, 204);
    }

    /// Subscriptions alive at Calendly, of every organization.
    public static List<JsonNode> subscriptions() {
        return list(control("GET", "/_control/subscriptions", null, 200), "subscriptions");
    }

    /// Calls that the sandbox received at an endpoint.
    public static List<JsonNode> requests(String endpoint) {
        return list(
                control("GET", "/_control/requests?endpoint=" + endpoint, null, 200), "requests");
    }

    /// When one of these calls came.
    public static Instant began(JsonNode request) {
        return Instant.parse(request.get("at").asText());
    }

    /// When it was answered.
    public static Instant ended(JsonNode request) {
        return began(request).plus(request.get("micros").asLong(), ChronoUnit.MICROS);
    }

    /// Every token, code, verifier and signing key that the sandbox ever issued or received.
    public static List<String> secrets() {
        return list(control("GET", "/_control/secrets", null, 200), "secrets").stream()
                .map(it -> it.get("value").asText())
                .toList();
    }

    /// Those of one kind, oldest first.
    public static List<String> secrets(String kind) {
        return list(control("GET", "/_control/secrets", null, 200), "secrets").stream()
                .filter(it -> it.get("kind").asText().equals(kind))
                .map(it -> it.get("value").asText())
                .toList();
    }

    public static JsonNode control(
            String method, String path, @Nullable Object body, int... expected) {
        Http.Reply reply = Http.with(method, Surroundings.sandbox(path), body, Map.of());
        for (int status : expected) {
            if (reply.status() == status) {
                return reply.json() == null ? Http.JSON.nullNode() : reply.body();
            }
        }
        throw new AssertionError(
                method + " " + path + ": " + reply.status() + " " + reply.raw().body());
    }

    private static List<JsonNode> list(JsonNode reply, String field) {
        List<JsonNode> all = new ArrayList<>();
        reply.required(field).forEach(all::add);
        return all;
    }
}
