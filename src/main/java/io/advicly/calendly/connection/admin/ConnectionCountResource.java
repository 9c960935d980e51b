package io.advicly.calendly.connection.admin;

import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.platform.list.QueryParameters;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// How many connections a list would have, for operators.
@Path("/api/admin/connection-counts")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionCountResource {

    private final ConnectionCounts counts;

    ConnectionCountResource(ConnectionCounts counts) {
        this.counts = counts;
    }

    /// @param status whose tenants are counted; without it, all
    @GET
    public Uni<ConnectionCounts.Counts> count(
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String organization) {
        return counts.count(
                status == null
                        ? null
                        : QueryParameters.oneOf("status", ConnectionStatus.class, status),
                tenant,
                organization);
    }
}
