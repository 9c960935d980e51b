package io.advicly.calendly.connection.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an organization's subscriptions are coming on.
///
/// @param dueAt when they are looked at next; null for never, unless something happens
/// @param waitsUntil before then nothing is tried for the connection, however often somebody looks:
///   Calendly has refused it; null where it waits for the next look alone
/// @param gapSince since when deliveries may have been missed; null while none are
/// @param outcome how the last look ended, in words
/// @param refusal what Calendly said when it last refused something with the connection's grant;
///   null while it does not
public record OrganizationStatus(
        @Nullable Instant dueAt,
        @Nullable Instant waitsUntil,
        @Nullable Instant gapSince,
        @Nullable String outcome,
        @Nullable String refusal) {

    public static final OrganizationStatus UNKNOWN =
            new OrganizationStatus(null, null, null, null, null);
}
