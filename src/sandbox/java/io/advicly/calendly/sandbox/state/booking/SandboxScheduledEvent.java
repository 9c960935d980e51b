package io.advicly.calendly.sandbox.state.booking;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A booked slot with its hosts. Its invitees are rows of their own. */
public record SandboxScheduledEvent(
        String id,
        String organizationId,
        String eventTypeId,
        String name,
        Instant start,
        Instant end,
        @Nullable Location location,
        List<String> hostIds,
        int inviteeLimit,
        List<String> guests,
        @Nullable Cancellation cancellation,
        Instant createdAt,
        Instant updatedAt) {

    public boolean canceled() {
        return cancellation != null;
    }

    public boolean forGroups() {
        return inviteeLimit > 1;
    }

    public SandboxScheduledEvent canceled(Cancellation why) {
        return new SandboxScheduledEvent(
                id,
                organizationId,
                eventTypeId,
                name,
                start,
                end,
                location,
                hostIds,
                inviteeLimit,
                guests,
                why,
                createdAt,
                why.createdAt());
    }
}
