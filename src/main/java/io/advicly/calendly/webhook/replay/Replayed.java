package io.advicly.calendly.webhook.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How many deliveries are going to be worked off once more.
///
/// @param id of the replay, whose progress can be asked for; left out where one delivery was asked
///   for, or a count alone
/// @param touches what they are about; only for a count
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replayed(@Nullable UUID id, long count, @Nullable Touched touches) {

    static Replayed of(@Nullable UUID id, long count) {
        return new Replayed(id, count, null);
    }

    /// What deliveries are about. Of more than 10,000, the latest 10,000 are looked at.
    ///
    /// @param meetings how many scheduled events are known to be meant
    /// @param events how many deliveries, by event
    /// @param errors how many deliveries, by why they died or were ignored
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Touched(
            long organizations,
            long meetings,
            @Nullable Instant oldest,
            @Nullable Instant latest,
            Map<String, Long> events,
            Map<String, Long> errors) {}
}
