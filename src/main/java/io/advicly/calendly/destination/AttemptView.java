package io.advicly.calendly.destination;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An attempt to deliver an event.
///
/// @param status null where nobody answered
/// @param body the first 2 kB of the answer
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
        UUID id,
        String eventId,
        String type,
        Instant at,
        @JsonInclude @Nullable Integer status,
        int durationMs,
        @Nullable String error,
        @Nullable String body) {

    public AttemptView withoutBody() {
        return new AttemptView(id, eventId, type, at, status, durationMs, error, null);
    }
}
