package io.advicly.calendly.meeting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The SQL of invitees. Every method joins its caller's transaction.
@ApplicationScoped
class InviteeRepository implements PanacheRepositoryBase<InviteeRow, InviteeId> {

    /// Tells the other ends of reschedules, wherever they are stored, and marks their meetings
    /// changed.
    private static final String LINK =
            """
            WITH told AS MATERIALIZED (
              SELECT invitee, max(other) AS other
              FROM jsonb_to_recordset(CAST(CAST(:links AS text) AS jsonb)) AS l (invitee text, other text)
              GROUP BY invitee),
            linked AS (
              UPDATE meeting_invitees i SET %1$s = told.other FROM told
              WHERE i.calendly_invitee_uri = told.invitee AND i.%1$s IS NULL
              RETURNING i.meeting_id)
            UPDATE meetings SET updated_at = :now
            FROM (SELECT DISTINCT meeting_id FROM linked) AS those WHERE meetings.id = those.meeting_id
            RETURNING meetings.id\
            """;

    private static final String LINK_NEW = LINK.formatted("new_invitee");
    private static final String LINK_OLD = LINK.formatted("old_invitee");

    /// The columns as the row's class reads them. Looks into the indexes for each invitee: a plan
    /// made while the table was small, and kept, must not read all of it when it has grown.
    private static final String CONCERNING =
            """
            SELECT i.meeting_id, i.calendly_invitee_uri, i.email, i.name, i.timezone, i.status, i.status_raw,
                   i.rescheduled, i.old_invitee, i.new_invitee, i.no_show,
                   CAST(i.cancellation AS text) AS cancellation,
                   CAST(i.questions_and_answers AS text) AS questions_and_answers,
                   CAST(i.tracking AS text) AS tracking, i.created_at, i.source_updated_at,
                   i.fetched, i.told_at, i.no_show_at
            FROM jsonb_array_elements_text(CAST(CAST(:uris AS text) AS jsonb)) AS said (uri)
            CROSS JOIN LATERAL (
              SELECT * FROM meeting_invitees WHERE calendly_invitee_uri = said.uri
              UNION ALL
              SELECT * FROM meeting_invitees WHERE old_invitee = said.uri
              UNION ALL
              SELECT * FROM meeting_invitees WHERE new_invitee = said.uri OFFSET 0) AS i\
            """;

    /// What is stored about these invitees, and about any invitee whose link names one of them;
    /// some of it twice.
    Uni<List<StoredInvitee>> concerning(Collection<String> uris) {
        return uris.isEmpty()
                ? Uni.createFrom().item(List.of())
                : getSession()
                        .flatMap(session ->
                                session.createNativeQuery(CONCERNING, InviteeRow.class)
                                        .setParameter("uris", Texts.json(uris))
                                        .getResultList())
                        .map(rows -> rows.stream().map(InviteeRow::toStored).toList());
    }

    Uni<List<InviteeRow>> ofMeetings(Collection<UUID> meetingIds) {
        return meetingIds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list(
                        "meetingId in :meetings order by createdAt, calendlyInviteeUri",
                        Parameters.with("meetings", meetingIds));
    }

    /// Tells these invitees, where they are stored and do not know it yet, of their other ends.
    ///
    /// @return the meetings of those told
    Uni<List<UUID>> link(Collection<Link> links, Instant now) {
        return link(LINK_NEW, links.stream().filter(Link::isNew).toList(), now)
                .chain(told ->
                        link(LINK_OLD, links.stream().filter(link -> !link.isNew()).toList(), now)
                                .map(others ->
                                        Stream.concat(told.stream(), others.stream()).toList()));
    }

    private Uni<List<UUID>> link(String sql, List<Link> links, Instant now) {
        if (links.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        links.forEach(
                link -> all.addObject().put("invitee", link.invitee()).put("other", link.other()));
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(sql, UUID.class)
                                .setParameter("links", all.toString())
                                .setParameter("now", now)
                                .getResultList());
    }
}
