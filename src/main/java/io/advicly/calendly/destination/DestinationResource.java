package io.advicly.calendly.destination;

import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Where a backend has events sent to. Everything under `/api/backend` is for backends, by one rule
/// of the configuration.
@Path("/api/backend/destinations")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class DestinationResource {

    private final Destinations destinations;
    private final CallerIdentity identity;

    DestinationResource(Destinations destinations, CallerIdentity identity) {
        this.destinations = destinations;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    public Uni<CreatedDestination> create(@Nullable NewDestination wanted) {
        return destinations.create(identity.backend(), wanted);
    }

    @GET
    public Uni<DestinationPage> list(
            @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return destinations.page(identity.backend(), limit, cursor);
    }

    @GET
    @Path("{id}")
    public Uni<DestinationView> byId(@RestPath String id) {
        return destinations.view(identity.backend(), uuid(id));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<DestinationView> change(@RestPath String id, @Nullable DestinationChange change) {
        return destinations.change(identity.backend(), uuid(id), change);
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> remove(@RestPath String id) {
        return destinations.remove(identity.backend(), uuid(id));
    }

    @POST
    @Path("{id}/secret")
    public Uni<NewSecret> rotate(@RestPath String id) {
        return destinations.rotate(actor(), uuid(id));
    }

    @POST
    @Path("{id}/test")
    public Uni<TestAnswer> test(@RestPath String id) {
        return destinations.test(actor(), uuid(id));
    }

    @GET
    @Path("{id}/attempts")
    public Uni<AttemptPage> attempts(
            @RestPath String id,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String failed,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return destinations.attempts(
                identity.backend(), uuid(id), AttemptQuery.parse(event, failed, limit, cursor));
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public Uni<Resumed> resume(@RestPath String id, @Nullable ResumeRequest request) {
        return destinations.resume(actor(), uuid(id), request);
    }

    private DestinationActor actor() {
        return DestinationActor.backend(identity.backend());
    }

    /// An id that is no UUID is nobody's.
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException foreign) {
            throw Destinations.notFound();
        }
    }
}
