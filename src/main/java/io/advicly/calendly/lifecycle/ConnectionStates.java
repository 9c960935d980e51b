package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.subscription.Subscription;
import io.advicly.calendly.sync.SyncProgress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a user is shown about a connection. Pure.
final class ConnectionStates {

    private ConnectionStates() {}

    static ConnectionView view(
            Connection connection, Optional<Subscription> subscription, SyncProgress sync) {
        Shown shown = shown(connection, subscription);
        if (shown.status().equals("not_connected")) {
            return new ConnectionView(shown.status(), shown.reason(), null, null, null, null);
        }
        return new ConnectionView(
                shown.status(),
                shown.reason(),
                account(connection),
                subscription.map(ConnectionStates::webhook).orElse(null),
                sync,
                connection.connectedAt());
    }

    private record Shown(String status, @Nullable String reason) {}

    private static Shown shown(Connection connection, Optional<Subscription> subscription) {
        return switch (connection.status()) {
            case CONNECTING ->
                    new Shown(
                            "not_connected",
                            "The last attempt to connect did not finish. Connect again to complete it.");
            case ACTIVE -> active(subscription);
            case NEEDS_RECONNECT -> new Shown("needs_reconnect", connection.statusReason());
            case CLOSING, DISCONNECTED -> new Shown("disconnected", connection.statusReason());
        };
    }

    private static Shown active(Optional<Subscription> subscription) {
        if (subscription.isEmpty()) {
            return new Shown(
                    "degraded", "New meetings are not delivered yet. This repairs itself.");
        }
        return switch (subscription.get().state()) {
            case ACTIVE -> new Shown("active", null);
            case PLAN_NOT_ALLOWED ->
                    new Shown(
                            "degraded",
                            "The Calendly plan does not allow live updates: "
                                    + subscription.get().lastError());
            case PENDING, DISABLED, DELETED, ORPHANED ->
                    new Shown(
                            "degraded",
                            "New meetings are not delivered right now. This repairs itself.");
        };
    }

    private static ConnectionView.@Nullable AccountView account(Connection connection) {
        LinkedAccount account = connection.account();
        return account == null
                ? null
                : new ConnectionView.AccountView(
                        account.uri(),
                        account.name(),
                        account.email(),
                        account.organizationUri(),
                        account.timezone());
    }

    private static ConnectionView.WebhookView webhook(Subscription subscription) {
        return new ConnectionView.WebhookView(
                subscription.state().name().toLowerCase(Locale.ROOT),
                subscription.scope(),
                subscription.webhookUri());
    }
}
