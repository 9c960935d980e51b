package io.advicly.calendly.lifecycle.state;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a browser goes after consent, and who else is told how it went.
///
/// @param session the session that asked; its page says for itself how it went. Null for a user who
///   asked with a bearer token
public record Destination(URI returnTo, @Nullable UUID session) {

    /// @param reason null for a connection
    public URI after(@Nullable Reason reason) {
        if (session != null) {
            return returnTo;
        }
        return reason == null ? Redirects.connected(returnTo) : Redirects.failed(returnTo, reason);
    }
}
