package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.InsufficientConsent;
import io.advicly.calendly.connection.RefreshTrouble;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says why nothing arrives on a connection. Pure.
final class Diagnostician {

    /// What waits for longer has a reason.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Diagnostician() {}

    static Diagnosis examine(Facts facts) {
        return new Diagnosis(
                List.of(
                        grant(facts),
                        scope(facts),
                        role(facts),
                        plan(facts),
                        subscription(facts),
                        lastDelivery(facts),
                        projection(facts),
                        sync(facts)));
    }

    private static Diagnosis.Step grant(Facts facts) {
        Connection connection = facts.connection();
        return switch (connection.status()) {
            case CONNECTING ->
                    Diagnosis.Step.bad(
                            "grant",
                            "The user has begun to connect and not finished. Connecting again completes it.",
                            null,
                            null);
            case NEEDS_RECONNECT ->
                    Diagnosis.Step.bad(
                            "grant",
                            reason(connection, "Calendly has ended the grant.")
                                    + " The user has to connect again.",
                            null,
                            null);
            case CLOSING, DISCONNECTED ->
                    Diagnosis.Step.bad(
                            "grant",
                            reason(connection, "The user has disconnected.")
                                    + " Nothing arrives until they connect again.",
                            null,
                            null);
            case ACTIVE -> livingGrant(facts);
        };
    }

    private static Diagnosis.Step livingGrant(Facts facts) {
        Connection connection = facts.connection();
        RefreshTrouble trouble = connection.refreshTrouble();
        if (trouble != null) {
            String says =
                    "Calendly does not renew the grant: %s. %s"
                            .formatted(
                                    trouble.words(),
                                    trouble.degraded()
                                            ? "Calls fail until it does."
                                            : "Its access token is still good.");
            return new Diagnosis.Step(
                    "grant", !trouble.degraded(), says, trouble.since(), trouble.triedAgainAt());
        }
        Instant expires = facts.token().expiresAt();
        return new Diagnosis.Step(
                "grant",
                connection.hasGrant(),
                connection.hasGrant()
                        ? "Calendly renews the grant%s."
                                .formatted(
                                        expires == null
                                                ? ""
                                                : "; its access token is good until "
                                                        + expires.truncatedTo(ChronoUnit.SECONDS))
                        : "No grant is stored. The user has to connect again.",
                facts.token().renewedAt(),
                facts.token().nextRenewalAt());
    }

    private static Diagnosis.Step scope(Facts facts) {
        InsufficientConsent refused = facts.connection().insufficientConsent();
        if (refused == null) {
            String scope = facts.token().scope();
            return Diagnosis.Step.good(
                    "scope",
                    scope == null || scope.isBlank()
                            ? "Calendly has refused nothing for want of a scope."
                            : "Granted, and nothing refused for want of a scope: " + scope + ".",
                    null);
        }
        return switch (refused.cause()) {
            case SCOPE ->
                    Diagnosis.Step.bad(
                            "scope",
                            "The consent does not cover what is needed: %s. The user has to connect again."
                                    .formatted(refused.words()),
                            null,
                            null);
            case TOKEN ->
                    Diagnosis.Step.bad(
                            "scope",
                            "Calendly refuses every call with this grant, although it renews it: %s. If it stays so, the user has to connect again."
                                    .formatted(refused.words()),
                            null,
                            refused.triedAgainAt());
        };
    }

    private static Diagnosis.Step role(Facts facts) {
        Facts.Account account = facts.account();
        String says =
                switch (account.role() == null ? "" : account.role().toUpperCase(Locale.ROOT)) {
                    case "ADMIN" ->
                            "The account is owner or admin of its organization: one subscription may serve everybody in it.";
                    case "MEMBER" ->
                            "The account is a member of its organization: it may have a subscription of its own alone.";
                    default -> "Nobody has asked Calendly yet what the account may do.";
                };
        return Diagnosis.Step.good("role", says, account.roleAt());
    }

    private static Diagnosis.Step plan(Facts facts) {
        return facts.serving()
                .filter(it -> it.state() == SubscriptionState.PLAN_NOT_ALLOWED)
                .map(Diagnostician::planRefused)
                .orElseGet(() ->
                        Diagnosis.Step.good(
                                "plan", "Calendly has refused nothing for the plan.", null));
    }

    private static Diagnosis.Step planRefused(Subscription it) {
        return Diagnosis.Step.bad(
                "plan",
                "The Calendly plan does not allow webhooks: %s. Meetings are read once a night; a plan that allows them mends it by itself."
                        .formatted(it.lastError()),
                it.checkedAt(),
                it.nextTryAt());
    }

    private static Diagnosis.Step subscription(Facts facts) {
        Instant next = facts.organization().dueAt();
        if (!facts.connection().active()) {
            return Diagnosis.Step.bad(
                    "subscription", "The connection is not active: it needs none.", null, null);
        }
        if (facts.serving().isEmpty()) {
            return Diagnosis.Step.bad(
                    "subscription",
                    "No subscription serves this connection%s."
                            .formatted(quoted(facts.organization().outcome())),
                    facts.organization().gapSince(),
                    next);
        }
        Subscription serving = facts.serving().get();
        boolean good =
                serving.state() == SubscriptionState.ACTIVE
                        && (facts.shown().status().equals("active")
                                || facts.connection().insufficientConsent() != null
                                || facts.connection().refreshTrouble() != null);
        return new Diagnosis.Step(
                "subscription",
                good,
                good
                        ? "A subscription at %s scope delivers.".formatted(serving.scope())
                        : "The subscription at %s scope is %s%s."
                                .formatted(
                                        serving.scope(),
                                        serving.state()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        quoted(said(facts, serving))),
                good ? serving.checkedAt() : facts.organization().gapSince(),
                next);
    }

    private static @Nullable String said(Facts facts, Subscription serving) {
        return serving.lastError() == null ? facts.shown().reason() : serving.lastError();
    }

    private static Diagnosis.Step lastDelivery(Facts facts) {
        Facts.Last last = facts.inbox().last();
        if (last == null) {
            return new Diagnosis.Step(
                    "last_delivery",
                    facts.serving()
                            .filter(it -> it.state() == SubscriptionState.ACTIVE)
                            .isPresent(),
                    "Calendly has delivered nothing to this subscription of what is kept. It delivers when somebody books, cancels or is marked as absent.",
                    null,
                    null);
        }
        return Diagnosis.Step.good(
                "last_delivery",
                "Calendly delivered last at %s: %s."
                        .formatted(
                                last.receivedAt().truncatedTo(ChronoUnit.SECONDS),
                                last.event() == null ? "not read yet" : last.event()),
                last.receivedAt());
    }

    private static Diagnosis.Step projection(Facts facts) {
        Facts.Inbox inbox = facts.inbox();
        Facts.Last last = inbox.last();
        if (inbox.waitingSince() != null
                && Duration.between(inbox.waitingSince(), facts.now()).compareTo(PATIENCE) > 0) {
            return Diagnosis.Step.bad(
                    "projection",
                    "Deliveries wait to be worked off%s."
                            .formatted(last == null ? "" : quoted(last.error())),
                    inbox.waitingSince(),
                    last == null ? null : last.dueAt());
        }
        if (inbox.dead() > 0) {
            return Diagnosis.Step.bad(
                    "projection",
                    "%d deliveries of this subscription were given up. Look at why, and have them worked off again."
                            .formatted(inbox.dead()),
                    null,
                    null);
        }
        return Diagnosis.Step.good(
                "projection",
                last == null
                        ? "Nothing waits."
                        : switch (last.state()) {
                            case "ignored" ->
                                    "The last delivery changed no meeting%s."
                                            .formatted(quoted(last.error()));
                            case "pending" -> "The last delivery is being worked off.";
                            default -> "Every delivery was worked off.";
                        },
                null);
    }

    private static Diagnosis.Step sync(Facts facts) {
        Facts.Sync sync = facts.sync();
        return switch (sync.status()) {
            case "done" ->
                    new Diagnosis.Step(
                            "sync",
                            true,
                            "The calendar was read; %d meetings are here."
                                    .formatted(sync.meetings()),
                            sync.lastAt(),
                            sync.nightlyAt());
            case "pending" ->
                    new Diagnosis.Step(
                            "sync",
                            sync.error() == null,
                            "The calendar is being read%s.".formatted(quoted(sync.error())),
                            sync.lastAt(),
                            sync.dueAt());
            case "failed" ->
                    Diagnosis.Step.bad(
                            "sync",
                            "The calendar could not be read%s.".formatted(quoted(sync.error())),
                            sync.lastAt(),
                            sync.nightlyAt());
            default ->
                    new Diagnosis.Step(
                            "sync",
                            facts.connection().status() != ConnectionStatus.ACTIVE,
                            "The calendar was never read.",
                            null,
                            sync.nightlyAt());
        };
    }

    private static String reason(Connection connection, String otherwise) {
        return connection.statusReason() == null ? otherwise : connection.statusReason();
    }

    private static String quoted(@Nullable String words) {
        return words == null || words.isBlank() ? "" : ": " + withoutEnd(words);
    }

    private static String withoutEnd(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }
}
