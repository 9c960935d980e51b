package io.advicly.calendly.webhook.replay;

import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Operator;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Replays that operators have asked for: how far they have come, and stopping them.
@Path("/api/admin/replays")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class ReplayResource {

    private final Replay replay;
    private final Operator operator;

    ReplayResource(Replay replay, Operator operator) {
        this.replay = replay;
        this.operator = operator;
    }

    /// The latest ones.
    @GET
    public Uni<ReplayView.Page> list() {
        return replay.latest();
    }

    @GET
    @Path("{id}")
    public Uni<ReplayView> byId(@RestPath String id) {
        return replay.find(QueryParameters.uuid("id", id))
                .map(found -> found.orElseThrow(() -> notFound()));
    }

    /// Stops it where it is. Repeating it changes nothing.
    ///
    /// @param reason why, for the audit
    @DELETE
    @Path("{id}")
    public Uni<RestResponse<Void>> stop(@RestPath String id, @RestQuery @Nullable String reason) {
        Replay.Order order = new Replay.Order(operator.caller(), Reasons.kept(reason));
        return replay.stop(QueryParameters.uuid("id", id), order).map(ReplayResource::noContentIf);
    }

    private static RestResponse<Void> noContentIf(boolean found) {
        if (!found) {
            throw notFound();
        }
        return RestResponse.noContent();
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "No replay has this id.");
    }
}
