package io.advicly.calendly.session.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.session.ConnectSession;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/connect/session`: the connection as its user sees it, and the session.
@RegisterForReflection
public record SessionReply(@JsonUnwrapped ConnectionView connection, SessionView session) {

    static SessionReply of(ConnectionView connection, ConnectSession session) {
        return new SessionReply(
                connection,
                new SessionView(session.state().code(), session.reason(), session.expiresAt()));
    }

    /// Changes with whatever the caller would see change.
    String version() {
        return Integer.toHexString(hashCode());
    }

    /// @param state `open`, `consenting`, `done` or `failed`
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SessionView(
            String state, @Nullable String reason, @JsonProperty("expires_at") Instant expiresAt) {}
}
