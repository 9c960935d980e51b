package io.advicly.calendly.lifecycle.backend;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.tenant.ConnectionSearch;
import io.advicly.calendly.connection.tenant.TenantConnections;
import io.advicly.calendly.lifecycle.connect.SyncRequest;
import io.advicly.calendly.lifecycle.disconnect.DisconnectFlow;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.lifecycle.status.StatusQuery;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.BackendCaller;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a backend may see of its users' connections, and do with them: what the user may.
@ApplicationScoped
public class BackendConnections {

    private final TenantConnections found;
    private final Connections connections;
    private final StatusQuery status;
    private final DisconnectFlow disconnect;
    private final SyncRequest syncs;

    BackendConnections(
            TenantConnections found,
            Connections connections,
            StatusQuery status,
            DisconnectFlow disconnect,
            SyncRequest syncs) {
        this.found = found;
        this.connections = connections;
        this.status = status;
        this.disconnect = disconnect;
        this.syncs = syncs;
    }

    /// A page of connections, latest first.
    ///
    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BackendConnectionPage")
    public record Page(List<BackendConnectionView> connections, @Nullable String nextCursor) {}

    public Uni<Page> page(BackendCaller backend, ConnectionSearch search) {
        return found.page(backend.tenantId(), search)
                .chain(slice ->
                        status.views(slice.rows())
                                .map(views ->
                                        new Page(whose(slice.rows(), views), slice.nextCursor())));
    }

    private static List<BackendConnectionView> whose(
            List<Connection> all, List<ConnectionView> views) {
        return IntStream.range(0, all.size())
                .mapToObj(index -> BackendConnectionView.of(all.get(index), views.get(index)))
                .toList();
    }

    /// Fails with a problem (404) for one of another tenant.
    public Uni<BackendConnectionView> byId(BackendCaller backend, String id) {
        return find(backend, id).chain(this::view);
    }

    /// As the user's own disconnect. One that the user has let go before stays as it is; with
    /// `purge`, what is left of it goes too.
    public Uni<Void> disconnect(BackendCaller backend, String id, boolean purge) {
        return find(backend, id)
                .chain(connection ->
                        connections
                                .current(connection.owner())
                                .chain(current -> disconnect(connection, current, purge)));
    }

    private Uni<Void> disconnect(
            Connection connection, Optional<Connection> current, boolean purge) {
        boolean another =
                current.filter(it -> !it.isLetGo() && !it.id().equals(connection.id())).isPresent();
        if (connection.isLetGo() && !purge) {
            return Uni.createFrom().voidItem();
        }
        return another
                ? Uni.createFrom().failure(replaced())
                : disconnect.disconnect(connection.owner(), purge);
    }

    /// @return the job
    public Uni<UUID> sync(BackendCaller backend, String id) {
        return find(backend, id)
                .chain(connection ->
                        connection.active()
                                ? syncs.request(connection.owner())
                                : Uni.createFrom().failure(notActive()));
    }

    private Uni<BackendConnectionView> view(Connection connection) {
        return status.view(connection).map(view -> BackendConnectionView.of(connection, view));
    }

    private Uni<Connection> find(BackendCaller backend, String id) {
        return uuid(id).map(known -> found.byId(backend.tenantId(), known))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(one -> one.orElseThrow(BackendConnections::notFound));
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "There is no connection with this id.");
    }

    private static HttpProblem notActive() {
        return Problems.of(ProblemType.NOT_CONNECTED, "The user is not connected by this one.");
    }

    private static HttpProblem replaced() {
        return Problems.of(
                ProblemType.NOT_CONNECTED,
                "The user is connected by another one now: disconnect that one.");
    }
}
