package io.advicly.calendly.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.connection.tenant.ConnectionSearch;
import io.advicly.calendly.lifecycle.backend.BackendConnectionView;
import io.advicly.calendly.lifecycle.backend.BackendConnections;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The connections of a backend's users.
@Path("/api/backend/connections")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class BackendConnectionResource {

    private final BackendConnections connections;
    private final AskedUser asked;
    private final CallerIdentity identity;

    BackendConnectionResource(
            BackendConnections connections, AskedUser asked, CallerIdentity identity) {
        this.connections = connections;
        this.asked = asked;
        this.identity = identity;
    }

    /// Latest first.
    @GET
    public Uni<BackendConnections.Page> list(
            @RestQuery @Nullable String user,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String organization,
            @RestQuery @Nullable String email,
            @RestQuery("updated_since") @Nullable String updatedSince,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return connections.page(
                identity.backend(),
                ConnectionSearch.parse(
                        asked.orEverybody(user),
                        status,
                        organization,
                        email,
                        updatedSince,
                        limit,
                        cursor));
    }

    @GET
    @Path("{id}")
    public Uni<BackendConnectionView> byId(@RestPath String id) {
        return connections.byId(identity.backend(), id);
    }

    /// Disconnects the user. Repeating it changes nothing.
    ///
    /// @param call whose `purge` says whether the user's meetings go too
    @DELETE
    @Path("{id}")
    public Uni<RestResponse<Void>> disconnect(@RestPath String id, @Context RoutingContext call) {
        boolean purge = QueryParameters.flag("purge", call.queryParam("purge"));
        return connections
                .disconnect(identity.backend(), id, purge)
                .map(done -> RestResponse.noContent());
    }

    /// Reads the calendar again, one sync at a time.
    @POST
    @Path("{id}/sync")
    public Uni<RestResponse<StoredJob>> sync(@RestPath String id) {
        return connections
                .sync(identity.backend(), id)
                .map(job -> RestResponse.accepted(new StoredJob(job)));
    }

    /// The answer to who asks for a sync.
    @RegisterForReflection
    public record StoredJob(@JsonProperty("job_id") UUID jobId) {}
}
