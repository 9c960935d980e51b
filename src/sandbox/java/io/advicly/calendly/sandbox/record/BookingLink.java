package io.advicly.calendly.sandbox.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page that books an event type once: a single-use link, or a share.
 *
 * @param name what a share calls the meeting, null for the event type's own name
 * @param minutes how long a share makes it, null for the event type's own duration
 */
public record BookingLink(
        String id,
        String eventTypeId,
        @Nullable String name,
        @Nullable Integer minutes,
        boolean used,
        Instant createdAt) {
    public BookingLink asUsed() {
        return new BookingLink(id, eventTypeId, name, minutes, true, createdAt);
    }
}
