package io.advicly.calendly.meeting.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// What the outbox says of a change.
///
/// @param meeting as `GET /api/meetings/{id}` shows it; of an erased one only its id is left
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OutboxPayload(String tenantId, String userId, UUID connectionId, Object meeting) {

    /// All that is told of a meeting that is gone.
    @RegisterForReflection
    public record Erased(UUID id) {}
}
