package io.advicly.calendly.lifecycle.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.RefreshTrouble;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import io.advicly.calendly.sync.job.SyncProgress;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusPresenterTest {

    private static final Instant THEN = Instant.parse("2026-02-01T08:00:00Z");
    private static final Instant SOON = Instant.parse("2026-02-01T09:00:00Z");
    private static final OrganizationStatus ORGANIZATION =
            new OrganizationStatus(SOON, null, null, null, null);
    private static final SyncProgress SYNC = new SyncProgress("done", THEN, 7, 1, 7, 7, null);

    @Test
    void isActiveWithAnActiveSubscription() {
        ConnectionView view = view(ConnectionStatus.ACTIVE, SubscriptionState.ACTIVE, null);

        assertThat(view.status()).isEqualTo("active");
        assertThat(view.reason()).isNull();
        assertThat(view.webhook())
                .isEqualTo(new ConnectionView.WebhookView("active", "organization", "hook", SOON));
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
        assertThat(view.reasonCode())
                .isEqualTo(
                        switch (state) {
                            case PLAN_NOT_ALLOWED -> "plan";
                            case REFUSED -> "refused";
                            case ACTIVE, PENDING, DISABLED, DELETED, ORPHANED -> "waiting";
                        });
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

    /// Calendly ends some of its sentences and others not; and nothing repairs itself here.
    @Test
    void saysOneSentenceAfterTheOther() {
        assertThat(
                        view(
                                        ConnectionStatus.ACTIVE,
                                        SubscriptionState.PLAN_NOT_ALLOWED,
                                        "Please upgrade your Calendly account to Standard")
                                .reason())
                .startsWith(
                        "The Calendly plan does not allow live updates: Please upgrade your Calendly account to Standard. It is tried again");
    }

    @Test
    void isDegradedWhereAllThatIsDeliveredIsRefused() {
        ConnectionView active = view(ConnectionStatus.ACTIVE, SubscriptionState.ACTIVE, null);
        ConnectionView left = view(ConnectionStatus.DISCONNECTED, SubscriptionState.ACTIVE, null);

        ConnectionView shown = StatusPresenter.undelivered(active, Optional.of("Wrong key."));

        assertThat(shown.status()).isEqualTo("degraded");
        assertThat(shown.reason()).isEqualTo("Wrong key.");
        assertThat(shown.reasonCode()).isNull();
        assertThat(shown.webhook()).isEqualTo(active.webhook());
        assertThat(StatusPresenter.undelivered(active, Optional.empty())).isEqualTo(active);
        assertThat(StatusPresenter.undelivered(left, Optional.of("Wrong key."))).isEqualTo(left);
    }

    @Test
    void isDegradedWithoutASubscription() {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE),
                        Optional.empty(),
                        false,
                        THEN,
                        ORGANIZATION,
                        SYNC);

        assertThat(view.status()).isEqualTo("degraded");
        assertThat(view.reason()).contains("2026-02-01T09:00:00Z");
        assertThat(view.webhook())
                .isEqualTo(new ConnectionView.WebhookView("missing", null, null, SOON));
    }

    @Test
    void saysWhatCalendlyRefusedToSomebodyWithoutASubscription() {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE),
                        Optional.empty(),
                        false,
                        THEN,
                        new OrganizationStatus(SOON, null, null, null, "No scope."),
                        SYNC);

        assertThat(view.reason()).contains("No scope.", "2026-02-01T09:00:00Z");
    }

    /// A look before that tries nothing; the one that is due then comes a moment later.
    @Test
    void namesTheFirstLookThatTriesWhatIsMissing() {
        assertThat(nextTryAt(SOON, SOON.plusSeconds(60))).isEqualTo(SOON.plusSeconds(60));
        assertThat(nextTryAt(SOON, SOON.minusSeconds(1))).isEqualTo(SOON);
        assertThat(nextTryAt(SOON, null)).isEqualTo(SOON);
        assertThat(nextTryAt(null, SOON)).isEqualTo(SOON);
        assertThat(nextTryAt(null, null)).isNull();
    }

    private static @Nullable Instant nextTryAt(@Nullable Instant due, @Nullable Instant waits) {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE),
                        Optional.of(subscription(SubscriptionState.REFUSED, "No.")),
                        true,
                        THEN,
                        new OrganizationStatus(due, waits, null, null, "No."),
                        SYNC);
        return Objects.requireNonNull(view.webhook()).nextTryAt();
    }

    @Test
    void isDegradedWhereNobodyCanTellWhetherItIsDelivered() {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE),
                        Optional.of(subscription(SubscriptionState.ACTIVE, null)),
                        false,
                        THEN,
                        new OrganizationStatus(SOON, null, null, null, "No scope."),
                        SYNC);

        assertThat(view.status()).isEqualTo("degraded");
        assertThat(view.reason()).contains("No scope.", "2026-02-01T09:00:00Z");
    }

    @Test
    void isDegradedOnceTheTokenThatCannotBeRenewedIsPastItsMargin() {
        assertThat(reasonWith(new RefreshTrouble(THEN, "invalid_client: No", true, THEN)))
                .isEqualTo(
                        "Calendly does not renew the stored consent: invalid_client: No. It is"
                                + " tried again at 2026-02-01T08:00:00Z.");
        assertThat(reasonWith(new RefreshTrouble(THEN, "HTTP 400", true, null)))
                .endsWith("HTTP 400. It is tried again soon.");
        assertThat(reasonWith(new RefreshTrouble(THEN, "HTTP 400", false, THEN))).isNull();
    }

    @Test
    void saysThatOnlyANewConsentHelpsWhereThatIsSo() {
        assertThat(
                        insufficient(InsufficientConsent.Cause.SCOPE, SubscriptionState.REFUSED)
                                .reason())
                .isEqualTo(
                        "Calendly refuses what the stored consent does not cover: No scope. A new"
                                + " consent is needed: connect again.");
        assertThat(
                        insufficient(InsufficientConsent.Cause.SCOPE, SubscriptionState.REFUSED)
                                .reasonCode())
                .isEqualTo("consent");
        assertThat(insufficient(InsufficientConsent.Cause.TOKEN, SubscriptionState.ACTIVE).reason())
                .isEqualTo(
                        "Calendly refuses the stored consent, although it renews it: No scope. It"
                                + " is tried again from 2026-02-01T08:00:00Z on. Where it stays"
                                + " so, a new consent is needed: connect again.");
        assertThat(insufficient(InsufficientConsent.Cause.SCOPE, SubscriptionState.ACTIVE).status())
                .as("whom somebody else's grant serves")
                .isEqualTo("active");
    }

    private static ConnectionView insufficient(
            InsufficientConsent.Cause cause, SubscriptionState state) {
        return StatusPresenter.view(
                connection(
                        ConnectionStatus.ACTIVE,
                        null,
                        new InsufficientConsent(cause, "No scope", THEN)),
                Optional.of(subscription(state, null)),
                true,
                THEN,
                ORGANIZATION,
                SYNC);
    }

    @Test
    void isDegradedOnceNobodyHasToldForLongWhetherItIsDelivered() {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE),
                        Optional.of(subscription(SubscriptionState.ACTIVE, null)),
                        true,
                        THEN.plusSeconds(1),
                        ORGANIZATION,
                        SYNC);

        assertThat(view.status()).isEqualTo("degraded");
        assertThat(view.reason())
                .isEqualTo(
                        "Whether new meetings are delivered could not be checked since"
                                + " 2026-02-01T08:00:00Z. This repairs itself: it is tried again at"
                                + " 2026-02-01T09:00:00Z.");
    }

    private static @Nullable String reasonWith(RefreshTrouble trouble) {
        ConnectionView view =
                StatusPresenter.view(
                        connection(ConnectionStatus.ACTIVE, trouble),
                        Optional.of(subscription(SubscriptionState.ACTIVE, null)),
                        true,
                        THEN,
                        ORGANIZATION,
                        SYNC);
        assertThat(view.status()).isEqualTo(trouble.degraded() ? "degraded" : "active");
        return view.reason();
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
        return StatusPresenter.view(
                connection(status),
                Optional.of(subscription(state, lastError)),
                true,
                THEN,
                ORGANIZATION,
                SYNC);
    }

    private static Subscription subscription(SubscriptionState state, @Nullable String lastError) {
        return new Subscription(
                UUID.randomUUID(),
                new SubscriptionOwner.Organization("acme"),
                "hook",
                "url",
                state,
                true,
                state == SubscriptionState.ACTIVE,
                null,
                Subscription.Creation.ANSWERED,
                false,
                null,
                lastError,
                THEN,
                THEN,
                null);
    }

    private static Connection connection(ConnectionStatus status) {
        return connection(status, null);
    }

    private static Connection connection(
            ConnectionStatus status, @Nullable RefreshTrouble trouble) {
        return connection(status, trouble, null);
    }

    private static Connection connection(
            ConnectionStatus status,
            @Nullable RefreshTrouble trouble,
            @Nullable InsufficientConsent insufficient) {
        return new Connection(
                UUID.randomUUID(),
                new Caller("default", "olivia"),
                new LinkedAccount("ada", "acme", "Ada", "ada@example.test", "Europe/Paris"),
                status,
                null,
                status == ConnectionStatus.ACTIVE,
                null,
                true,
                1,
                "hook",
                THEN,
                new Connection.SyncState("done", THEN, null),
                trouble,
                insufficient);
    }
}
