package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.organization.OrganizationStatus;
import io.advicly.calendly.subscription.record.Subscription;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that a [Diagnosis] is made from, as it was read at `now`.
///
/// @param shown what the user is shown
record Facts(
        Instant now,
        Connection connection,
        Shown shown,
        Optional<Subscription> serving,
        OrganizationStatus organization,
        Token token,
        Account account,
        Inbox inbox,
        Sync sync) {

    /// @param status as `GET /api/calendly/connection` says it
    record Shown(String status, @Nullable String reason) {}

    /// @param scope what was granted, as Calendly wrote it
    record Token(
            @Nullable Instant expiresAt,
            @Nullable Instant renewedAt,
            @Nullable Instant nextRenewalAt,
            @Nullable String scope) {}

    /// @param role `ADMIN` or `MEMBER`; null while nobody has asked
    record Account(@Nullable String role, @Nullable Instant roleAt) {}

    /// Deliveries of the organization's subscriptions that serve the connection.
    ///
    /// @param last the one that came last; null for none that is kept
    /// @param dead how many were given up
    /// @param waitingSince when the oldest came that still waits; null for none
    record Inbox(@Nullable Last last, long dead, @Nullable Instant waitingSince) {}

    record Last(
            Instant receivedAt,
            @Nullable String event,
            String state,
            @Nullable String error,
            @Nullable Instant dueAt) {}

    /// @param status of the latest sync: `pending`, `done`, `failed` or `none`
    record Sync(
            String status,
            @Nullable Instant lastAt,
            @Nullable String error,
            @Nullable Instant dueAt,
            @Nullable Instant nightlyAt,
            long meetings) {}
}
