package io.advicly.calendly.meeting.operator;

import io.advicly.calendly.meeting.search.MeetingParameters;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.identity.Operator;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// The meetings of users, for operators.
@Path("/api/admin/meetings")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class OperatorMeetingResource {

    private static final String DEFAULT_TENANT = "default";

    private final OperatorMeetings meetings;
    private final Operator operator;
    private final Journal journal;

    OperatorMeetingResource(OperatorMeetings meetings, Operator operator, Journal journal) {
        this.meetings = meetings;
        this.operator = operator;
        this.journal = journal;
    }

    /// By start time. The filters are those of `GET /api/meetings`.
    ///
    /// @param tenant `default` when left out
    /// @param user whose; left out for everybody of the tenant
    /// @param reveal whether persons are shown, which is audited
    @GET
    public Uni<OperatorMeetingView.Page> list(
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String user,
            @BeanParam MeetingParameters wanted,
            @RestQuery @DefaultValue("false") boolean reveal) {
        MeetingQuery query = MeetingQuery.parse(wanted);
        OperatorMeetings.Sight sight = sight(reveal);
        if (!sight.persons() && asksForAPerson(query)) {
            throw forbidden();
        }
        String whose = Objects.requireNonNullElse(tenant, DEFAULT_TENANT);
        if (!CleanText.isClean(whose) || (user != null && !CleanText.isClean(user))) {
            return Unis.item(new OperatorMeetingView.Page(List.of(), null));
        }
        return meetings.page(whose, user, query, sight)
                .call(page -> reveal ? note(whose, user, page) : Unis.nothing());
    }

    @GET
    @Path("{id}")
    public Uni<OperatorMeetingView> byId(
            @RestPath String id, @RestQuery @DefaultValue("false") boolean reveal) {
        return meetings.byId(QueryParameters.uuid("id", id), sight(reveal))
                .map(found ->
                        found.orElseThrow(() ->
                                Problems.of(ProblemType.NOT_FOUND, "No meeting has this id.")))
                .call(found -> reveal ? note(found) : Unis.nothing());
    }

    private OperatorMeetings.Sight sight(boolean reveal) {
        boolean persons = operator.seesPersons();
        if (reveal && !persons) {
            throw forbidden();
        }
        return new OperatorMeetings.Sight(persons, reveal);
    }

    private static boolean asksForAPerson(MeetingQuery query) {
        return query.inviteeEmail().isPresent()
                || query.host().filter(it -> it.contains("@")).isPresent();
    }

    private static HttpProblem forbidden() {
        return Problems.of(
                ProblemType.FORBIDDEN, "Persons are for operators, not for those who may look.");
    }

    private Uni<Void> note(String tenant, @Nullable String user, OperatorMeetingView.Page page) {
        return journal.note(
                new JournalEntry("meetings.revealed", tenant, user, null, null, Map.of())
                        .with("meetings", page.meetings().size())
                        .by(caller().tenantId(), caller().userId()));
    }

    private Uni<Void> note(OperatorMeetingView meeting) {
        return journal.note(
                JournalEntry.of(
                                "meeting.revealed",
                                meeting.tenantId(),
                                meeting.userId(),
                                meeting.connectionId())
                        .with("meeting", meeting.id())
                        .by(caller().tenantId(), caller().userId()));
    }

    private Caller caller() {
        return operator.caller();
    }
}
