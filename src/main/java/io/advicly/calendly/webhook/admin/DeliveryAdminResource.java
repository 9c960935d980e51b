package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The inbox for operators: what is in it, and working it off once more. Everything under
/// `/api/admin` is for the admin role, by one rule of the configuration.
@Path("/api/admin/deliveries")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryAdminResource {

    private final DeliveryArchive archive;
    private final Replay replay;
    private final CallerIdentity identity;

    DeliveryAdminResource(DeliveryArchive archive, Replay replay, CallerIdentity identity) {
        this.archive = archive;
        this.replay = replay;
        this.identity = identity;
    }

    @GET
    public Uni<DeliveryPage> list(
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return archive.page(DeliveryQuery.parse(state, from, to, limit, cursor));
    }

    @GET
    @Path("{id}")
    public Uni<DeliveryView> byId(@RestPath String id) {
        return archive.byId(QueryParameters.uuid("id", id))
                .map(found -> found.orElseThrow(DeliveryAdminResource::notFound));
    }

    @POST
    @Path("{id}/replay")
    @ResponseStatus(202)
    public Uni<Replayed> replayOne(@RestPath String id) {
        return replay.one(QueryParameters.uuid("id", id), identity.caller())
                .invoke(replayed -> {
                    if (replayed.count() == 0) {
                        throw notFound();
                    }
                });
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public Uni<Replayed> replayMany(@Nullable ReplayRequest request) {
        return replay.many(DeliveryQuery.of(request), identity.caller());
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "No delivery has this id.");
    }
}
