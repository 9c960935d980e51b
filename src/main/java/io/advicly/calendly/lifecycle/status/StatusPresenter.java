package io.advicly.calendly.lifecycle.status;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.RefreshTrouble;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import io.advicly.calendly.sync.job.SyncProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a user is shown about a connection. Pure.
final class StatusPresenter {

    private StatusPresenter() {}

    /// @param lookedAfter whether somebody's grant can tell that the subscription delivers
    /// @param told since then Calendly should have told that it is there
    /// @param organization how its subscriptions are coming on
    static ConnectionView view(
            Connection connection,
            Optional<Subscription> subscription,
            boolean lookedAfter,
            Instant told,
            OrganizationStatus organization,
            SyncProgress sync) {
        Instant nextTryAt = nextTryAt(subscription, organization);
        Shown shown =
                shown(
                        connection,
                        subscription.filter(it -> lookedAfter || !isActive(it)),
                        told,
                        organization.refusal(),
                        nextTryAt);
        if (shown.status().equals("not_connected")) {
            return new ConnectionView(shown.status(), shown.reason(), null, null, null, null, null);
        }
        return new ConnectionView(
                shown.status(),
                shown.reason(),
                shown.code(),
                account(connection),
                webhook(connection, subscription, nextTryAt),
                sync,
                connection.connectedAt());
    }

    /// @param refusal why all that is delivered is refused; empty while it is not
    static ConnectionView undelivered(ConnectionView view, Optional<String> refusal) {
        return view.status().equals("active") && refusal.isPresent()
                ? new ConnectionView(
                        "degraded",
                        refusal.get(),
                        null,
                        view.account(),
                        view.webhook(),
                        view.sync(),
                        view.connectedAt())
                : view;
    }

    /// Nobody knows whether one that nobody looks after still delivers.
    private static boolean isActive(Subscription subscription) {
        return subscription.state() == SubscriptionState.ACTIVE;
    }

    private static final String CONSENT = "consent";
    private static final String PLAN = "plan";
    private static final String REFUSED = "refused";
    private static final String WAITING = "waiting";
    private static final String ENDED = "ended";

    private record Shown(String status, @Nullable String reason, @Nullable String code) {

        Shown(String status, @Nullable String reason) {
            this(status, reason, null);
        }

        static Shown degraded(String code, String reason) {
            return new Shown("degraded", reason, code);
        }
    }

    private static Shown shown(
            Connection connection,
            Optional<Subscription> subscription,
            Instant told,
            @Nullable String refusal,
            @Nullable Instant nextTryAt) {
        return switch (connection.status()) {
            case CONNECTING ->
                    new Shown(
                            "not_connected",
                            "The last attempt to connect did not finish. Connect again to complete it.");
            case ACTIVE -> active(connection, subscription, told, refusal, nextTryAt);
            case NEEDS_RECONNECT -> new Shown("needs_reconnect", connection.statusReason(), ENDED);
            case CLOSING, DISCONNECTED -> new Shown("disconnected", connection.statusReason());
        };
    }

    private static Shown active(
            Connection connection,
            Optional<Subscription> subscription,
            Instant told,
            @Nullable String refusal,
            @Nullable Instant nextTryAt) {
        RefreshTrouble trouble = connection.refreshTrouble();
        if (trouble != null && trouble.degraded()) {
            return unrenewed(trouble);
        }
        InsufficientConsent insufficient = connection.insufficientConsent();
        boolean delivered = subscription.filter(StatusPresenter::isActive).isPresent();
        return insufficient == null
                        || (delivered && insufficient.cause() == InsufficientConsent.Cause.SCOPE)
                ? active(subscription, told, refusal, nextTryAt)
                : insufficient(insufficient);
    }

    /// Waiting changes nothing about what the consent does not cover.
    private static Shown insufficient(InsufficientConsent consent) {
        String reason =
                switch (consent.cause()) {
                    case SCOPE ->
                            "Calendly refuses what the stored consent does not cover: %s. A new consent is needed: connect again."
                                    .formatted(consent.words());
                    case TOKEN ->
                            "Calendly refuses the stored consent, although it renews it: %s. %s Where it stays so, a new consent is needed: connect again."
                                    .formatted(consent.words(), renewed(consent.triedAgainAt()));
                };
        return Shown.degraded(CONSENT, reason);
    }

    private static String renewed(@Nullable Instant at) {
        return at == null
                ? "It is tried again soon."
                : "It is tried again from %s on.".formatted(at.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Shown unrenewed(RefreshTrouble trouble) {
        String again =
                trouble.triedAgainAt() == null
                        ? "It is tried again soon."
                        : "It is tried again at %s."
                                .formatted(trouble.triedAgainAt().truncatedTo(ChronoUnit.SECONDS));
        return Shown.degraded(
                WAITING,
                "Calendly does not renew the stored consent: " + trouble.words() + ". " + again);
    }

    private static Shown active(
            Optional<Subscription> subscription,
            Instant told,
            @Nullable String refusal,
            @Nullable Instant nextTryAt) {
        if (subscription.isEmpty()) {
            return Shown.degraded(
                    refusal == null ? WAITING : REFUSED,
                    (refusal == null
                                    ? "New meetings may not be delivered yet."
                                    : "Calendly refuses live updates: " + sentence(refusal))
                            + (refusal == null ? again(nextTryAt) : later(nextTryAt)));
        }
        Subscription serving = subscription.get();
        return switch (serving.state()) {
            case ACTIVE -> delivering(serving.checkedAt(), told, nextTryAt);
            case PLAN_NOT_ALLOWED ->
                    Shown.degraded(
                            PLAN,
                            "The Calendly plan does not allow live updates: "
                                    + sentence(serving.lastError())
                                    + later(nextTryAt));
            case REFUSED ->
                    Shown.degraded(
                            REFUSED,
                            "Calendly refuses live updates: "
                                    + sentence(serving.lastError())
                                    + later(nextTryAt));
            case PENDING, DISABLED, DELETED, ORPHANED ->
                    Shown.degraded(
                            WAITING,
                            "New meetings are not delivered right now." + again(nextTryAt));
        };
    }

    /// One that Calendly has told nothing of for hours may be there no more.
    private static Shown delivering(
            @Nullable Instant checkedAt, Instant told, @Nullable Instant nextTryAt) {
        return checkedAt == null || !checkedAt.isBefore(told)
                ? new Shown("active", null)
                : Shown.degraded(
                        WAITING,
                        "Whether new meetings are delivered could not be checked since %s."
                                        .formatted(checkedAt.truncatedTo(ChronoUnit.SECONDS))
                                + again(nextTryAt));
    }

    /// Calendly's words as a sentence of ours.
    private static String sentence(@Nullable String words) {
        return words == null || words.matches("(?s).*[.!?。]\\s*")
                ? String.valueOf(words)
                : words + ".";
    }

    /// Somebody has to do something about it first.
    private static String later(@Nullable Instant nextTryAt) {
        return nextTryAt == null
                ? " It is tried again later."
                : " It is tried again at %s.".formatted(nextTryAt.truncatedTo(ChronoUnit.SECONDS));
    }

    /// To the second: a person reads it.
    private static String again(@Nullable Instant nextTryAt) {
        return nextTryAt == null
                ? " This repairs itself."
                : " This repairs itself: it is tried again at %s."
                        .formatted(nextTryAt.truncatedTo(ChronoUnit.SECONDS));
    }

    /// A refusal has an end of its own: a look before that tries nothing, so that it is the first
    /// one after it that counts.
    private static @Nullable Instant nextTryAt(
            Optional<Subscription> subscription, OrganizationStatus organization) {
        Instant refused =
                organization.waitsUntil() != null
                        ? organization.waitsUntil()
                        : subscription
                                .filter(Subscription::waits)
                                .map(Subscription::nextTryAt)
                                .orElse(null);
        return latest(organization.dueAt(), refused);
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
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

    private static ConnectionView.@Nullable WebhookView webhook(
            Connection connection,
            Optional<Subscription> subscription,
            @Nullable Instant nextTryAt) {
        if (subscription.isEmpty()) {
            return connection.active()
                    ? new ConnectionView.WebhookView("missing", null, null, nextTryAt)
                    : null;
        }
        Subscription serving = subscription.get();
        return new ConnectionView.WebhookView(
                serving.state().name().toLowerCase(Locale.ROOT),
                serving.scope(),
                serving.webhookUri(),
                nextTryAt);
    }
}
