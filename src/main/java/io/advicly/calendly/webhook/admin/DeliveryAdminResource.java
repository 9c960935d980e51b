package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Operator;
import io.advicly.calendly.webhook.replay.Replay;
import io.advicly.calendly.webhook.replay.ReplayRequest;
import io.advicly.calendly.webhook.replay.Replayed;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

/// The inbox for operators: what is in it, and working it off once more. Everything under
/// `/api/admin` is for the admin role, by one rule of the configuration.
@Path("/api/admin/deliveries")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryAdminResource {

    private final DeliveryArchive archive;
    private final Replay replay;
    private final Reveals reveals;
    private final Operator operator;

    DeliveryAdminResource(
            DeliveryArchive archive, Replay replay, Reveals reveals, Operator operator) {
        this.archive = archive;
        this.replay = replay;
        this.reveals = reveals;
        this.operator = operator;
    }

    @GET
    public Uni<DeliveryPage> list(
            @BeanParam DeliveryCriteria criteria,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return archive.page(DeliveryQuery.parse(criteria, limit, cursor));
    }

    @GET
    @Path("{id}")
    public Uni<DeliveryDetails> byId(
            @RestPath String id, @RestQuery @DefaultValue("false") boolean reveal) {
        UUID delivery = QueryParameters.uuid("id", id);
        if (reveal && !operator.seesPersons()) {
            throw Problems.of(
                    ProblemType.FORBIDDEN, "Bodies are for operators, not for those who may look.");
        }
        return archive.byId(delivery, shown(reveal))
                .map(found -> found.orElseThrow(DeliveryAdminResource::notFound))
                .call(found ->
                        reveal
                                ? reveals.note(delivery, operator.caller())
                                : Uni.createFrom().voidItem());
    }

    private DeliveryArchive.Shown shown(boolean reveal) {
        if (reveal) {
            return DeliveryArchive.Shown.BODY;
        }
        return operator.seesPersons()
                ? DeliveryArchive.Shown.OUTLINE
                : DeliveryArchive.Shown.NOTHING;
    }

    @POST
    @Path("{id}/replay")
    @ResponseStatus(202)
    public Uni<Replayed> replayOne(@RestPath String id) {
        return replayOne(id, null);
    }

    /// The same with a reason, for the audit.
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    public Uni<Replayed> replayOne(@RestPath String id, @Nullable ReplayRequest request) {
        return replay.one(QueryParameters.uuid("id", id), order(request))
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
        DeliveryCriteria criteria = request == null ? null : request.criteria();
        DeliveryQuery query = DeliveryQuery.ofSettled(criteria);
        return request == null || criteria == null || request.dryRun()
                ? replay.count(query)
                : replay.many(query, criteria, order(request));
    }

    private Replay.Order order(@Nullable ReplayRequest request) {
        return new Replay.Order(
                operator.caller(), request == null ? null : Reasons.kept(request.reason()));
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "No delivery has this id.");
    }
}
