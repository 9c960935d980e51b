package io.advicly.calendly.lifecycle.backend;

import io.advicly.calendly.feed.EventType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what is to be told of a connection that is shown otherwise than was told, although its
/// own status is as it was. Pure.
final class Degradation {

    private static final String ACTIVE = "active";
    private static final String DEGRADED = "degraded";

    private Degradation() {}

    /// What else it may turn is told by whoever turns it so.
    ///
    /// @param told what it was told to be last; null for nothing
    /// @param shown what a user is shown now
    static Optional<EventType> toTell(@Nullable String told, String shown) {
        if (ACTIVE.equals(told) && shown.equals(DEGRADED)) {
            return Optional.of(EventType.CONNECTION_DEGRADED);
        }
        return DEGRADED.equals(told) && shown.equals(ACTIVE)
                ? Optional.of(EventType.CONNECTION_RECOVERED)
                : Optional.empty();
    }
}
