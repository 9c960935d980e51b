package io.advicly.calendly.lifecycle.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.feed.LateData;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/// What the feed tells of a connection: what a backend is shown of it, as it is when its event
/// enters the feed.
@ApplicationScoped
class ConnectionEventData implements LateData {

    private final Connections connections;
    private final StatusQuery status;
    private final EventTelling telling;
    private final ObjectMapper json;

    ConnectionEventData(
            Connections connections, StatusQuery status, EventTelling telling, ObjectMapper json) {
        this.connections = connections;
        this.status = status;
        this.telling = telling;
        this.json = json;
    }

    @Override
    public Uni<Void> render(Late draft) {
        UUID id = Objects.requireNonNull(draft.connectionId());
        String gone =
                text(
                        BackendConnectionView.gone(
                                id, draft.tenantId(), Objects.requireNonNull(draft.userId())));
        return connections
                .byId(id)
                .chain(found -> found.map(this::text).orElseGet(() -> Uni.createFrom().item(gone)))
                .chain(text -> telling.store(draft.id(), id, text, gone));
    }

    /// As a backend is shown it, as JSON.
    Uni<String> text(Connection connection) {
        return status.view(connection)
                .map(view -> text(BackendConnectionView.of(connection, view)));
    }

    String text(BackendConnectionView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
