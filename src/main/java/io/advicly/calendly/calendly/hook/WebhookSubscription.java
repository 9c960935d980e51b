package io.advicly.calendly.calendly.hook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription as Calendly reports it.
///
/// @param active false when Calendly has disabled it; it cannot be enabled again
/// @param retryStartedAt set while Calendly is retrying a failed delivery: an early warning
public record WebhookSubscription(
        String uri,
        String callbackUrl,
        SubscriptionOwner owner,
        List<String> events,
        boolean active,
        @Nullable Instant retryStartedAt,
        @Nullable Instant createdAt) {

    /// Leaves out the callback URL: its last segment is a secret of a kind.
    @Override
    public String toString() {
        return "WebhookSubscription[uri=%s, owner=%s, active=%s]".formatted(uri, owner, active);
    }
}
