package io.advicly.calendly.sandbox.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Scope strings (DOC-scopes).
 *
 * <p>A grant of a legacy app is stored as {@code default} and allows everything.
 */
public final class Scopes {
    static final String LEGACY = "default";

    private static final Set<String> KNOWN =
            Set.of(
                    "users:read",
                    "users:write",
                    "organizations:read",
                    "organizations:write",
                    "groups:read",
                    "event_types:read",
                    "event_types:write",
                    "availability:read",
                    "availability:write",
                    "locations:read",
                    "scheduled_events:read",
                    "scheduled_events:write",
                    "scheduling_links:write",
                    "shares:write",
                    "webhooks:read",
                    "webhooks:write",
                    "routing_forms:read",
                    "meeting_recaps:read",
                    "contacts:read",
                    "contacts:write",
                    "activity_log:read",
                    "outgoing_communications:read",
                    "data_compliance:write");

    private Scopes() {}

    static SortedSet<String> all() {
        return new TreeSet<>(KNOWN);
    }

    static boolean known(String scope) {
        return parts(scope).stream().allMatch(KNOWN::contains);
    }

    /** {@code x:write} implies {@code x:read}. */
    public static boolean allow(String granted, String needed) {
        List<String> parts = parts(granted);
        return parts.contains(LEGACY)
                || parts.contains(needed)
                || (needed.endsWith(":read") && parts.contains(needed.replace(":read", ":write")));
    }

    private static List<String> parts(String scope) {
        return Arrays.stream(scope.trim().split("\\s+")).filter(part -> !part.isEmpty()).toList();
    }
}
