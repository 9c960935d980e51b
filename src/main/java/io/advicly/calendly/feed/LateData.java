package io.advicly.calendly.feed;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Renders what a connection is now, for drafts that were written without data: its state is known
/// in a room above the one where it changes. A port: whoever knows provides it.
public interface LateData {

    /// Called in a context of its own. To have the data stored with `Feed#render` in one
    /// transaction with what keeps the thing from being erased meanwhile.
    Uni<Void> render(Late draft);

    /// A draft that has no data yet.
    record Late(
            long id,
            EventType type,
            String tenantId,
            @Nullable String userId,
            @Nullable UUID connectionId) {}
}
