package io.advicly.calendly.platform.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How it goes, for charts and for one sentence.
///
/// @param stepMinutes how far points are apart
/// @param lateSeconds how late a point may be: so often processes say what has happened
/// @param series the earliest point first; times without a point are times in which nothing ran
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record Overview(
        int minutes, int stepMinutes, long lateSeconds, Now now, List<Point> series) {

    /// As it is.
    ///
    /// @param says how it goes, in one sentence
    /// @param inboxAgeSeconds of the oldest delivery that waits; 0 for none
    /// @param waiting and dead deliveries, counted up to 10,000
    /// @param subscriptions those that are not deleted, by state
    /// @param connections by status
    /// @param attention what a person should look at
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Now(
            String says,
            long waiting,
            long inboxAgeSeconds,
            long dead,
            Map<String, Long> subscriptions,
            Map<String, Long> connections,
            long replicas,
            String version,
            List<Attention> attention) {}

    /// @param says one sentence
    /// @param action what helps, in words
    /// @param link the call that shows it
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Attention(String says, String action, String link) {}

    /// @param rejected by reason
    /// @param acceptP50Ms from arriving to the answer, and `visible…` to the change
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            Instant at,
            long accepted,
            long repeated,
            Map<String, Long> rejected,
            long projected,
            long ignored,
            long retried,
            long dead,
            @JsonProperty("accept_p50_ms") @Nullable Double acceptP50Ms,
            @JsonProperty("accept_p99_ms") @Nullable Double acceptP99Ms,
            @JsonProperty("visible_p50_ms") @Nullable Double visibleP50Ms,
            @JsonProperty("visible_p99_ms") @Nullable Double visibleP99Ms,
            long inboxAgeSeconds,
            long refreshFailures,
            @Nullable Long rateLimitRemaining) {}
}
