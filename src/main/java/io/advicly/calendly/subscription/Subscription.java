package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A subscription as we hold it.
///
/// @param webhookUri its URI at Calendly; null while PENDING
/// @param callbackUrl where its deliveries arrive
/// @param lastError what Calendly said last when something went wrong
public record Subscription(
        UUID id,
        SubscriptionOwner owner,
        @Nullable String webhookUri,
        String callbackUrl,
        SubscriptionState state,
        @Nullable String lastError) {

    /// `organization` or `user`, as Calendly says it.
    public String scope() {
        return SubscriptionRow.scopeOf(owner);
    }

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "Subscription[id=%s, owner=%s, webhookUri=%s, state=%s]"
                .formatted(id, owner, webhookUri, state);
    }
}
