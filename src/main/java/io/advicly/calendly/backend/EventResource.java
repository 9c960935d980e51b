package io.advicly.calendly.backend;

import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.advicly.calendly.security.identity.LongCall;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// What happened, in order, from any place on.
@Path("/api/backend/events")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {

    private final EventReads reads;
    private final CallerIdentity identity;
    private final LongCall call;

    EventResource(EventReads reads, CallerIdentity identity, LongCall call) {
        this.reads = reads;
        this.identity = identity;
        this.call = call;
    }

    /// @param after the `next` of an earlier reply, the id of an event, or `latest`; the oldest
    ///   that is kept without it
    /// @param wait for how many seconds to wait where there is nothing yet
    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Uni<EventsPage> list(
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String types,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String wait,
            @Context RoutingContext routing) {
        BackendCaller backend = identity.backend();
        EventsQuery query = EventsQuery.parse(after, types, limit, wait);
        if (query.patience().isPositive()) {
            call.begin(routing);
        }
        return reads.read(backend, query, leave -> whenLeft(routing, leave)).map(EventsPage::of);
    }

    /// Whoever has gone already ends no more.
    private static void whenLeft(RoutingContext call, Runnable leave) {
        call.addEndHandler(ended -> leave.run());
        if (call.response().closed()) {
            leave.run();
        }
    }
}
