package io.advicly.calendly.platform.system;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs.
///
/// @param migrations the latest first
/// @param configuration of the replica that answers, by key
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record SystemView(String version, List<Migration> migrations, List<Setting> configuration) {

    /// @param at when it was applied
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Migration(
            @Nullable String version,
            String description,
            Instant at,
            long durationMs,
            boolean applied) {}

    /// @param value null where it is hidden, or nothing is set
    /// @param source where it comes from, in words
    /// @param hidden whether there is a value that is not shown
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Setting(String key, @Nullable String value, String source, boolean hidden) {}
}
