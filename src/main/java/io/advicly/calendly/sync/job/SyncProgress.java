package io.advicly.calendly.sync.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an account's meetings have been read, as callers see it.
///
/// @param status of the latest sync: `pending`, `done`, `failed`, or `none` before the first
/// @param lastAt when a sync ended last
/// @param meetings how many meetings the connection has
/// @param pages how many pages the latest sync has read
/// @param events how many scheduled events the latest sync has read
/// @param estimate how many it will have read in the end; what the last complete one read, hence
///   null during the first
/// @param unreadable how many records of Calendly's the latest sync had to leave out; null for none
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncProgress(
        String status,
        @Nullable Instant lastAt,
        long meetings,
        @Nullable Integer pages,
        @Nullable Integer events,
        @Nullable Integer estimate,
        @Nullable Integer unreadable) {

    /// Before the first sync.
    static SyncProgress none(long meetings) {
        return new SyncProgress("none", null, meetings, null, null, null, null);
    }
}
