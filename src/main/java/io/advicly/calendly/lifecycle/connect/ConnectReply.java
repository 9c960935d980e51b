package io.advicly.calendly.lifecycle.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer of `POST /api/calendly/connection`.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectReply(
        String status,
        @Nullable ConnectionView connection,
        @JsonProperty("authorization_url") @Nullable String authorizationUrl,
        @JsonProperty("expires_at") @Nullable Instant expiresAt) {

    public static ConnectReply connected(ConnectionView connection) {
        return new ConnectReply("connected", connection, null, null);
    }

    public static ConnectReply authorizationRequired(String authorizationUrl, Instant expiresAt) {
        return new ConnectReply("authorization_required", null, authorizationUrl, expiresAt);
    }

    /// Leaves out the authorization URL: it holds the state.
    @Override
    public String toString() {
        return "ConnectReply[status=%s]".formatted(status);
    }
}
