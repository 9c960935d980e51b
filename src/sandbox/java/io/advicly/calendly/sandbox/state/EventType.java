package io.advicly.calendly.sandbox.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be booked. A missing location is a real case: the event then carries {@code
 * null}.
 */
public record EventType(
        String id,
        String organizationId,
        String name,
        EventKind kind,
        int minutes,
        List<String> hostIds,
        @Nullable LocationKind location,
        @Nullable String locationText,
        int inviteeLimit,
        List<String> questions,
        Instant createdAt) {}
