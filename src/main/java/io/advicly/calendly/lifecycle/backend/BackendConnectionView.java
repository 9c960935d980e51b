package io.advicly.calendly.lifecycle.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// A connection as a backend sees it: as its user does, and whose it is.
@RegisterForReflection
public record BackendConnectionView(
        UUID id,
        @JsonProperty("tenant_id") String tenantId,
        @JsonProperty("user_id") String userId,
        @JsonUnwrapped ConnectionView connection) {

    static BackendConnectionView of(Connection connection, ConnectionView view) {
        return new BackendConnectionView(
                connection.id(), connection.owner().tenantId(), connection.owner().userId(), view);
    }

    /// One that was purged.
    static BackendConnectionView gone(UUID id, String tenantId, String userId) {
        return new BackendConnectionView(
                id,
                tenantId,
                userId,
                new ConnectionView("disconnected", null, null, null, null, null, null));
    }
}
