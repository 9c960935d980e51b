package io.advicly.calendly.meeting.view;

import io.advicly.calendly.meeting.search.MeetingParameters;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.store.InviteePage;
import io.advicly.calendly.meeting.store.InviteePlace;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The caller's meetings.
@Path("/api/meetings")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class MeetingResource {

    private final Meetings meetings;
    private final CallerIdentity identity;

    MeetingResource(Meetings meetings, CallerIdentity identity) {
        this.meetings = meetings;
        this.identity = identity;
    }

    @GET
    public Uni<MeetingPage> list(@BeanParam MeetingParameters wanted) {
        return meetings.page(identity.caller(), MeetingQuery.parse(wanted));
    }

    @GET
    @Path("{id}")
    public Uni<MeetingView> byId(@RestPath String id) {
        return uuid(id).map(known -> meetings.byId(identity.caller(), known))
                .orElseGet(() -> Unis.item(Optional.empty()))
                .map(found -> found.orElseThrow(MeetingResource::notFound));
    }

    /// The invitees of a meeting that has more of them than it shows.
    @GET
    @Path("{id}/invitees")
    public Uni<InviteePage> invitees(
            @RestPath String id,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        int most = QueryParameters.limit(limit);
        Optional<InviteePlace> after = Optional.ofNullable(cursor).map(MeetingResource::place);
        return uuid(id).map(known -> meetings.invitees(identity.caller(), known, most, after))
                .orElseGet(() -> Unis.item(Optional.empty()))
                .map(found -> found.orElseThrow(MeetingResource::notFound));
    }

    private static InviteePlace place(String cursor) {
        return InviteePlace.decode(cursor)
                .filter(place -> QueryParameters.inRange(place.createdAt()))
                .filter(place -> CleanText.isClean(place.uri()))
                .orElseThrow(() ->
                        QueryParameters.invalid(
                                "cursor must be the next_cursor of an earlier page."));
    }

    /// An id that is no UUID is nobody's.
    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "You have no meeting with this id.");
    }
}
