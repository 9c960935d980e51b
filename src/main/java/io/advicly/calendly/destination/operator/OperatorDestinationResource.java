package io.advicly.calendly.destination.operator;

import io.advicly.calendly.destination.AttemptPage;
import io.advicly.calendly.destination.AttemptQuery;
import io.advicly.calendly.destination.AttemptView;
import io.advicly.calendly.destination.DestinationActor;
import io.advicly.calendly.destination.Destinations;
import io.advicly.calendly.destination.NewSecret;
import io.advicly.calendly.destination.ResumeRequest;
import io.advicly.calendly.destination.Resumed;
import io.advicly.calendly.destination.TestAnswer;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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

/// Destinations of all tenants, for operators.
@Path("/api/admin/destinations")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class OperatorDestinationResource {

    private final OperatorDestinations list;
    private final Destinations destinations;
    private final Operator operator;

    OperatorDestinationResource(
            OperatorDestinations list, Destinations destinations, Operator operator) {
        this.list = list;
        this.destinations = destinations;
        this.operator = operator;
    }

    /// @param from where to send again from: the id of an event, a time, or `held`, which is meant
    ///   where nothing is said
    /// @param reason why, for the audit; at most 500 characters are kept
    @RegisterForReflection
    public record OrderRequest(@Nullable String from, @Nullable String reason) {}

    @GET
    public Uni<OperatorDestination.Page> list(@BeanParam DestinationSearch search) {
        return list.page(search)
                .map(slice -> slice.map(this::shown))
                .map(slice -> new OperatorDestination.Page(slice.rows(), slice.nextCursor()));
    }

    @GET
    @Path("{id}")
    public Uni<OperatorDestination> byId(@RestPath String id) {
        return list.byId(uuid(id))
                .map(found -> found.map(this::shown).orElseThrow(Destinations::notFound));
    }

    /// Answers are for operators, not for those who may look: an address may say anything.
    @GET
    @Path("{id}/attempts")
    public Uni<AttemptPage> attempts(
            @RestPath String id,
            @RestQuery @Nullable String event,
            @RestQuery @Nullable String failed,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        boolean persons = operator.seesPersons();
        return destinations
                .attempts(
                        actor(null).reach(),
                        uuid(id),
                        AttemptQuery.parse(event, failed, limit, cursor))
                .map(page -> persons ? page : withoutBodies(page));
    }

    private static AttemptPage withoutBodies(AttemptPage page) {
        return new AttemptPage(
                page.attempts().stream().map(AttemptView::withoutBody).toList(), page.nextCursor());
    }

    @POST
    @Path("{id}/test")
    public Uni<TestAnswer> test(@RestPath String id, @Nullable OrderRequest order) {
        return destinations.test(actor(order), uuid(id));
    }

    @POST
    @Path("{id}/secret")
    public Uni<NewSecret> rotate(@RestPath String id, @Nullable OrderRequest order) {
        return destinations.rotate(actor(order), uuid(id));
    }

    @POST
    @Path("{id}/resume")
    @ResponseStatus(202)
    public Uni<Resumed> resume(@RestPath String id, @Nullable OrderRequest order) {
        String from = order == null ? null : order.from();
        return destinations.resume(
                actor(order), uuid(id), new ResumeRequest(from == null ? "held" : from));
    }

    private OperatorDestination shown(OperatorDestination destination) {
        return operator.seesPersons() ? destination : destination.withoutPersons();
    }

    private DestinationActor actor(@Nullable OrderRequest order) {
        return DestinationActor.operator(
                operator.caller(), order == null ? null : Reasons.kept(order.reason()));
    }

    private static UUID uuid(String id) {
        return QueryParameters.uuid("id", id);
    }
}
