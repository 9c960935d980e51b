package io.advicly.calendly.backend;

import io.advicly.calendly.meeting.backend.BackendMeetingView;
import io.advicly.calendly.meeting.backend.BackendMeetings;
import io.advicly.calendly.meeting.search.MeetingParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
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

/// The meetings of a backend's users.
@Path("/api/backend/meetings")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class BackendMeetingResource {

    private final BackendMeetings meetings;
    private final AskedUser asked;
    private final CallerIdentity identity;

    BackendMeetingResource(BackendMeetings meetings, AskedUser asked, CallerIdentity identity) {
        this.meetings = meetings;
        this.asked = asked;
        this.identity = identity;
    }

    /// By start time.
    @GET
    public Uni<BackendMeetings.Page> list(
            @RestQuery @Nullable String user, @BeanParam MeetingParameters wanted) {
        return meetings.page(identity.backend(), asked.orEverybody(user), wanted);
    }

    @GET
    @Path("{id}")
    public Uni<BackendMeetingView> byId(@RestPath String id) {
        return uuid(id).map(known -> meetings.byId(identity.backend(), known))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.orElseThrow(BackendMeetingResource::notFound));
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
        return Problems.of(ProblemType.NOT_FOUND, "There is no meeting with this id.");
    }
}
