package io.advicly.calendly.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that has no position yet.
///
/// @param data JSON; null where it can only be rendered later, by an [EventData]
public record EventDraft(
        EventType type,
        Instant createdAt,
        String tenantId,
        @Nullable String userId,
        @Nullable UUID connectionId,
        String subject,
        @Nullable String data) {}
