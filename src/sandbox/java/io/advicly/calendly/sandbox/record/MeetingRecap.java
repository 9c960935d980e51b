package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was said in a meeting, for the member who hosted it. */
public record MeetingRecap(
        String id,
        String organizationId,
        String userId,
        @Nullable String eventId,
        String summary,
        Instant createdAt,
        Instant updatedAt) {
    public MeetingRecap saying(String newSummary, Instant now) {
        return new MeetingRecap(id, organizationId, userId, eventId, newSummary, createdAt, now);
    }
}
