package io.advicly.calendly.subscription;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/// Empties deliveries that concern nobody any more.
public interface InboxPurge {

    /// Of an account that is being purged. What another connected account hosts too stays.
    Uni<Void> of(UUID connectionId, String organizationUri, String accountUri);
}
