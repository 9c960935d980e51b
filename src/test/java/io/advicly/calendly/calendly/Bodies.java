package io.advicly.calendly.calendly;

/// Answers of Calendly, made from the documented field names.
public final class Bodies {

    public static final String ORGANIZATION =
            "https://api.calendly.com/organizations/SIMORG0000000001";
    public static final String USER = "https://api.calendly.com/users/SIMUSER000000001";
    public static final String HOOK = "https://api.calendly.com/webhook_subscriptions/";

    private Bodies() {}

    public static String me() {
        return """
        {"resource": {"uri": "%s", "name": "Ada Host", "email": "ada@example.test",
         "timezone": "Europe/Paris", "current_organization": "%s", "unknown": {}}}\
        """
                .formatted(USER, ORGANIZATION);
    }

    public static String tokens() {
        return """
        {"token_type": "Bearer", "access_token": "sim_at_1", "refresh_token": "sim_rt_2",
         "scope": "users:read", "created_at": 1767261600, "expires_in": 7200,
         "owner": "%s", "organization": "%s"}\
        """
                .formatted(USER, ORGANIZATION);
    }

    public static String hook(String id) {
        return """
        {"uri": "%s%s", "callback_url": "https://hooks.example.test/%s",
         "created_at": "2026-02-01T08:00:00.000001Z", "retry_started_at": null,
         "state": "active", "events": ["invitee.created"], "scope": "organization",
         "organization": "%s", "user": null}\
        """
                .formatted(HOOK, id, id, ORGANIZATION);
    }

    public static String resource(String resource) {
        return "{\"resource\": " + resource + "}";
    }

    public static String page(String nextPageToken, String... items) {
        String next = nextPageToken.isEmpty() ? "null" : '"' + nextPageToken + '"';
        return "{\"collection\": [%s], \"pagination\": {\"count\": 1, \"next_page_token\": %s}}"
                .formatted(String.join(",", items), next);
    }

    public static String error(String title, String message) {
        return "{\"title\": \"%s\", \"message\": \"%s\"}".formatted(title, message);
    }
}
