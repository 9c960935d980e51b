package io.advicly.calendly.session;

import io.advicly.calendly.security.identity.Caller;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A short-lived right to connect one user. Its token is known to whoever was given it, and to
/// nobody here.
///
/// @param returnTo where in the product the browser goes afterwards; null to stay on our page
/// @param allowedOrigins whose pages may use it
/// @param locale the language that the backend knows its user by; null to go by the browser
/// @param reason why the last attempt failed; null unless it did
public record ConnectSession(
        UUID id,
        Caller owner,
        @Nullable URI returnTo,
        Set<String> allowedOrigins,
        boolean switchAccount,
        @Nullable String locale,
        SessionState state,
        @Nullable String reason,
        Instant expiresAt) {

    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /// Whether it has led to a connection: nobody else can connect with it.
    public boolean isUsed() {
        return state == SessionState.DONE;
    }
}
