package io.advicly.calendly.lifecycle.history;

import io.advicly.calendly.lifecycle.operator.Chains;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// What happened to one thing, for operators.
@Path("/api/admin/history")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final HistoryQuery histories;
    private final MeetingPastQuery meetings;
    private final Chains chains;
    private final Operator operator;

    HistoryResource(
            HistoryQuery histories, MeetingPastQuery meetings, Chains chains, Operator operator) {
        this.histories = histories;
        this.meetings = meetings;
        this.chains = chains;
        this.operator = operator;
    }

    /// @param before only what happened earlier
    @GET
    @Path("connections/{id}")
    public Uni<History> connection(@RestPath String id, @RestQuery @Nullable String before) {
        Instant end = end(before);
        boolean persons = operator.seesPersons();
        return chains.find(QueryParameters.uuid("id", id))
                .chain(found -> histories.connection(found, end, persons));
    }

    @GET
    @Path("meetings/{id}")
    public Uni<MeetingPast> meeting(@RestPath String id) {
        return meetings.read(QueryParameters.uuid("id", id), operator.seesPersons())
                .map(found ->
                        found.orElseThrow(() ->
                                Problems.of(ProblemType.NOT_FOUND, "No meeting has this id.")));
    }

    /// @param organization its URI at Calendly
    @GET
    @Path("organizations")
    public Uni<History> organization(
            @RestQuery @Nullable String organization, @RestQuery @Nullable String before) {
        if (organization == null || organization.isBlank() || !CleanText.isClean(organization)) {
            throw QueryParameters.invalid("organization must be the URI of an organization.");
        }
        return histories.organization(organization, end(before), operator.seesPersons());
    }

    private static Instant end(@Nullable String before) {
        return before == null ? LATEST : QueryParameters.time("before", before);
    }
}
