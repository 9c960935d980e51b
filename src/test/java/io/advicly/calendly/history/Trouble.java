package io.advicly.calendly.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a call at Calendly goes wrong, as the sandbox's control API is told.
enum Trouble {
    BAD_REQUEST(Map.of("status", 400)),
    DENIED(
            Map.of(
                    "status",
                    403,
                    "body",
                    "{\"title\":\"Permission Denied\",\"message\":\"You do not have permission\"}",
                    "headers",
                    Map.of("Content-Type", "application/json"))),
    CONFLICT(Map.of("status", 409)),
    TOO_MANY(Map.of("status", 429, "headers", Map.of("X-RateLimit-Reset", "1"))),
    ERROR(Map.of("status", 500)),
    AWAY(Map.of("status", 503)),
    /// Slow, but soon enough: what happens meanwhile finds a call half done.
    LATE(Map.of("delay_ms", 700)),
    /// Longer than a call may take, and done before the next look: whatever happens every second or
    /// two happens meanwhile.
    LAGGING(Map.of("delay_ms", 2700)),
    /// Longer than a call may take, and done all the same.
    SLOW(Map.of("delay_ms", 3000)),
    CUT(Map.of("cut", true)),
    GARBAGE(Map.of("garbage", true)),
    /// Done, and the connection is closed before the answer.
    LOST(Map.of("cut", true, "lose_reply", true)),
    /// Done, and the answer says that it failed.
    DONE_BUT_ERROR(Map.of("status", 503, "lose_reply", true)),
    /// What stands before Calendly refuses, in a page of its own: no answer of Calendly's.
    EDGE(
            Map.of(
                    "status",
                    403,
                    "body",
                    "<html><title>Attention Required!</title></html>",
                    "headers",
                    Map.of("Content-Type", "text/html")));

    /// What can happen to one account's calls for long, and says nothing about its rights.
    static final List<Trouble> OF_ONE = List.of(ERROR, AWAY, TOO_MANY, CUT, GARBAGE, EDGE);

    /// What can happen to every call.
    private static final List<Trouble> ANYWHERE =
            List.of(TOO_MANY, ERROR, AWAY, LATE, SLOW, CUT, GARBAGE, LOST, DONE_BUT_ERROR, EDGE);

    private static final List<Trouble> LISTING =
            List.of(TOO_MANY, ERROR, AWAY, LATE, SLOW, CUT, GARBAGE, EDGE, DENIED, BAD_REQUEST);

    private static final List<Trouble> CREATING =
            List.of(
                    TOO_MANY,
                    ERROR,
                    AWAY,
                    LATE,
                    SLOW,
                    CUT,
                    GARBAGE,
                    LOST,
                    DONE_BUT_ERROR,
                    EDGE,
                    DENIED,
                    BAD_REQUEST,
                    CONFLICT);

    /// A refusal of a token call or of `/users/me` is final by right, and one of a sync means that
    /// the account may not read its own calendar: neither is something that Calendly takes back.
    static final Map<String, List<Trouble>> OF =
            Map.of(
                    "webhook_create", CREATING,
                    "webhook_list", LISTING,
                    "webhook_get", LISTING,
                    "webhook_delete", CREATING.subList(0, CREATING.size() - 1),
                    "users_me", ANYWHERE,
                    "refresh", ANYWHERE,
                    "exchange", ANYWHERE,
                    "revoke", ANYWHERE,
                    "scheduled_events", ANYWHERE,
                    "invitees", ANYWHERE);

    /// Made by Map.of: nobody can change it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Object> fault;

    Trouble(Map<String, Object> fault) {
        this.fault = fault;
    }

    /// Whether the call does its work, so that what it answers may get lost.
    boolean isDone() {
        return fault.containsKey("lose_reply") || fault.containsKey("delay_ms");
    }

    /// The body of an order at `/_control/faults`, for one account's calls.
    Map<String, Object> at(String endpoint, int times, String account) {
        Map<String, Object> order = at(endpoint, times);
        order.put("account", account);
        return order;
    }

    /// The same for everybody's.
    Map<String, Object> at(String endpoint, int times) {
        Map<String, Object> order = new HashMap<>(fault);
        order.put("endpoint", endpoint);
        order.put("times", times);
        return order;
    }
}
