package io.advicly.calendly.session.mint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// The answer of `POST /api/backend/sessions`.
///
/// @param token for `<calendly-connect>`; nobody is told it again
/// @param link for a person to open
@RegisterForReflection
public record SessionMinted(
        String token, String link, @JsonProperty("expires_at") Instant expiresAt) {

    /// Leaves out what opens the session.
    @Override
    public String toString() {
        return "SessionMinted[expiresAt=" + expiresAt + "]";
    }
}
