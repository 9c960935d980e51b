package io.advicly.calendly.subscription;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/// Empties deliveries that concern nobody any more. What another connected account hosts too stays,
/// and so does what was received after the purge was asked for.
public interface InboxPurge {

    /// An account that is being purged, until its user consents anew.
    record Account(
            UUID connectionId, String organizationUri, String accountUri, Instant requestedAt) {}

    Uni<Void> of(Account purged);

    /// The same for what was being stored while that was done.
    Uni<Void> ofLatecomers(Account purged);
}
