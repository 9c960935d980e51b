package io.advicly.calendly.feed;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Renders what an event tells, where the writer cannot: a connection's state is known in a room
/// above the one where it changes. A port: whoever knows provides it.
public interface EventData {

    /// Called outside of any transaction, in a context of its own.
    ///
    /// @return JSON by draft; what is missing is asked for again
    Uni<Map<Long, String>> render(Collection<Bare> drafts);

    /// A draft that has no data yet.
    record Bare(
            long id,
            EventType type,
            String tenantId,
            @Nullable String userId,
            @Nullable UUID connectionId) {}
}
