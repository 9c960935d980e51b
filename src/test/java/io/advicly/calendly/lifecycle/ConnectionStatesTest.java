package io.advicly.calendly.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.subscription.Subscription;
import io.advicly.calendly.subscription.SubscriptionState;
import io.advicly.calendly.sync.SyncProgress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionStatesTest {

    private static final Instant THEN = Instant.parse("2026-02-01T08:00:00Z");
    private static final SyncProgress SYNC = new SyncProgress("done", THEN, 7, 1, 7, 7);

    @Test
    void isActiveWithAnActiveSubscription() {
        ConnectionView view = view(ConnectionStatus.ACTIVE, SubscriptionState.ACTIVE, null);

        assertThat(view.status()).isEqualTo("active");
        assertThat(view.reason()).isNull();
        assertThat(view.webhook())
                .isEqualTo(new ConnectionView.WebhookView("active", "organization", "hook"));
        assertThat(view.sync()).isEqualTo(SYNC);
        assertThat(view.connectedAt()).isEqualTo(THEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = SubscriptionState.class,
            names = {"ACTIVE"},
            mode = EnumSource.Mode.EXCLUDE)
    void isDegradedWithAnyOtherAndSaysWhy(SubscriptionState state) {
        ConnectionView view = view(ConnectionStatus.ACTIVE, state, "Please upgrade.");

        assertThat(view.status()).isEqualTo("degraded");
        assertThat(view.reason()).isNotBlank();
    }

    @Test
    void passesOnWhatCalendlySaysAboutThePlan() {
        assertThat(
                        view(
                                        ConnectionStatus.ACTIVE,
                                        SubscriptionState.PLAN_NOT_ALLOWED,
                                        "Please upgrade.")
                                .reason())
                .contains("Please upgrade.");
    }

    @Test
    void isDegradedWithoutASubscription() {
        ConnectionView view =
                ConnectionStates.view(connection(ConnectionStatus.ACTIVE), Optional.empty(), SYNC);

        assertThat(view.status()).isEqualTo("degraded");
        assertThat(view.webhook()).isNull();
    }

    @Test
    void namesTheOtherStates() {
        assertThat(view(ConnectionStatus.NEEDS_RECONNECT, SubscriptionState.ACTIVE, null).status())
                .isEqualTo("needs_reconnect");
        assertThat(view(ConnectionStatus.CLOSING, SubscriptionState.ACTIVE, null).status())
                .isEqualTo("disconnected");
        assertThat(view(ConnectionStatus.DISCONNECTED, SubscriptionState.DELETED, null).status())
                .isEqualTo("disconnected");
    }

    @Test
    void showsNothingOfAConnectionThatNeverWas() {
        ConnectionView view = view(ConnectionStatus.CONNECTING, SubscriptionState.PENDING, null);

        assertThat(view.status()).isEqualTo("not_connected");
        assertThat(view.account()).isNull();
    }

    private static ConnectionView view(
            ConnectionStatus status, SubscriptionState state, @Nullable String lastError) {
        Subscription subscription =
                new Subscription(
                        UUID.randomUUID(),
                        new SubscriptionOwner.Organization("acme"),
                        "hook",
                        "url",
                        state,
                        true,
                        state == SubscriptionState.ACTIVE,
                        null,
                        lastError);
        return ConnectionStates.view(connection(status), Optional.of(subscription), SYNC);
    }

    private static Connection connection(ConnectionStatus status) {
        return new Connection(
                UUID.randomUUID(),
                new Caller("default", "olivia"),
                new LinkedAccount("ada", "acme", "Ada", "ada@example.test", "Europe/Paris"),
                status,
                null,
                status == ConnectionStatus.ACTIVE,
                false,
                true,
                1,
                "hook",
                THEN,
                new Connection.SyncState("done", THEN, null));
    }
}
