package io.advicly.calendly.lifecycle.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of one meeting, and by what.
///
/// @param updatedAt when it changed here last
/// @param entries deliveries about it, what was told of it, and the syncs that changed it
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeetingPast(
        UUID id,
        UUID connectionId,
        String tenantId,
        String userId,
        String eventUri,
        @Nullable String name,
        @Nullable String eventType,
        String status,
        Instant startTime,
        Instant endTime,
        Instant updatedAt,
        List<History.Happened> entries) {}
