package io.advicly.calendly.lifecycle.history;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says in words what the audit has noted. Pure.
final class AuditWords {

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("connection.connected", "The user connected."),
                    Map.entry("connection.disconnected", "The user disconnected."),
                    Map.entry("connection.closed", "Its clean-up at Calendly was done."),
                    Map.entry("connection.purged", "Nothing of it was kept."),
                    Map.entry(
                            "connection.needs_reconnect",
                            "Calendly refused to renew the grant: the user has to connect again."),
                    Map.entry("connection.sync_ordered", "An operator had the calendar read."),
                    Map.entry("connection.refresh_ordered", "An operator had the grant renewed."),
                    Map.entry(
                            "connection.disconnect_ordered", "An operator disconnected the user."),
                    Map.entry("connection.purge_ordered", "An operator purged the connection."),
                    Map.entry("subscription.created", "A subscription was created."),
                    Map.entry(
                            "subscription.adopted",
                            "A subscription of another backend was adopted."),
                    Map.entry("subscription.released", "Subscriptions were let go of."),
                    Map.entry(
                            "subscription.retrying",
                            "Calendly is retrying deliveries; it disables the subscription after 24 hours of that."),
                    Map.entry("subscription.lost", "A subscription was lost."),
                    Map.entry(
                            "subscription.orphaned",
                            "No grant could delete a subscription any more."),
                    Map.entry("subscription.healed", "Everybody is served again."),
                    Map.entry("subscription.reconciled", "The subscriptions were put right."),
                    Map.entry(
                            "organization.reconcile_requested",
                            "An operator had the organization looked at."),
                    Map.entry(
                            "subscription.reconcile_requested",
                            "An operator had the organization looked at."),
                    Map.entry("session.created", "A link for connecting was made."));

    private static final Set<String> BAD =
            Set.of(
                    "connection.needs_reconnect",
                    "subscription.retrying",
                    "subscription.lost",
                    "subscription.orphaned");

    private AuditWords() {}

    static boolean isWell(String action) {
        return !BAD.contains(action);
    }

    /// @param persons whether a person's reason may be repeated
    static String says(String action, JsonObject details, boolean persons) {
        String words = WORDS.getOrDefault(action, action.replace('.', ' ').replace('_', ' ') + ".");
        return switch (action) {
            case "subscription.lost", "subscription.reconciled" ->
                    with(words, details.getString("reason", details.getString("result")));
            default -> persons ? with(words, details.getString("reason")) : words;
        };
    }

    private static String with(String words, @Nullable String why) {
        return why == null || why.isBlank()
                ? words
                : words.substring(0, words.length() - 1) + ": " + why;
    }
}
