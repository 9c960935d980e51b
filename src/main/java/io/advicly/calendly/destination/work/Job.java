package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.FeedScope;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A destination that this process has claimed.
///
/// @param claim what tells this claim from any other one
/// @param claimedBy who has it, as others know it
/// @param updatedAt when somebody last changed it
/// @param secret and previousSecret ciphertext
record Job(
        UUID id,
        UUID claim,
        @Nullable Long claimedBy,
        OffsetDateTime updatedAt,
        String tenantId,
        String url,
        Set<EventType> types,
        @Nullable String secret,
        @Nullable String previousSecret,
        long position,
        int failures,
        boolean failing,
        List<Line.Stored> lines) {

    /// The tenant of those that get the events of all.
    public static final String ALL = "*";

    FeedScope scope() {
        return tenantId.equals(ALL)
                ? new FeedScope.AllTenants()
                : new FeedScope.OneTenant(tenantId);
    }
}
